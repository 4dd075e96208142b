import type { Command } from 'commander';

/** `stoa check`: what git asks at every commit. */
export function addCheckVerb(program: Command): void {
  program
    .command('check')
    .description('look at what is staged: new weaknesses and secrets only')
    .argument('[path]', 'the repository', '.')
    .option('--since <ref>', 'what has changed since a branch, tag or commit, instead')
    .option('--fail-on <severity>', 'exit code 1 from this severity on', 'medium')
    .option('--rules <paths...>', "users' rules in Semgrep's language: files or folders")
    .option('--secrets-config <file>', 'rules and allowlists for secrets in the language of Gitleaks (TOML)')
    .option('--languages <names>', 'only these: javascript,typescript,python,java,go,c,cpp')
    .option('--sarif <file>', 'write SARIF 2.1.0; "-" is standard output')
    .option('--watch', 'check each time a file is saved')
    .option('--timings', 'say how long it took')
    .addHelpText(
      'after',
      '\nExample:\n  stoa check                 in a hook: stoa init installs it\n  stoa check --since main    what this branch brings',
    )
    .action(async (folder, options) =>
      (await import('./commands/check.ts')).check(folder, { ...program.opts(), ...options }),
    );
}
