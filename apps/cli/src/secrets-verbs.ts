import type { Command } from 'commander';

interface Ways {
  /** Adds what a verb needs that talks to a server. */
  toServer: (command: Command) => Command;
  /** Options of the program count for every command. */
  merged: <T extends object>(options: T) => T;
}

/** `stoa secrets …`: beside the scan, what is asked for now and then. */
export function addSecretsVerbs(program: Command, { toServer, merged }: Ways): void {
  const secrets = program
    .command('secrets')
    .description('secrets in the history, whether they still work, and those that are known')
    .addHelpText('after', '\nThe files themselves: stoa scan --engines secrets\nExample:\n  stoa secrets history');

  toServer(secrets.command('history').description('look for secrets in all that a repository has ever held'))
    .argument('[path]', 'the repository, bare or not', '.')
    .option('--since <ref>', 'only what commits have brought since a branch, tag or commit')
    .option('--reflog', 'also what nothing but the reflog leads to: amended and dropped commits')
    .option('--unreachable', 'also what nothing leads to any more, as long as git keeps it')
    .option('--sarif <file>', 'write SARIF 2.1.0')
    .option('--fail-on <severity>', 'exit code 1 from this severity on')
    .addHelpText(
      'after',
      '\nEach version of each file is looked at once: all branches, tags, notes and stashes. A clone that is shallow is said.\nExamples:\n  stoa secrets history\n  stoa secrets history --since main --fail-on high    in a pipeline: what a branch brings, also what it took back\n  stoa secrets history shop.git --unreachable --sarif history.sarif',
    )
    .action(async (folder, options) =>
      (await import('./commands/secrets-history.ts')).secretHistory(folder, merged(options)),
    );

  secrets
    .command('verify')
    .description('ask the issuers of what is found whether they still take it')
    .argument('[path]', 'the repository', '.')
    .option('--history', 'also what is in the history')
    .addHelpText(
      'after',
      '\nEach secret goes to its own issuer, encrypted, and to nobody else; nothing else of Stoa does that. One request that reads\nand changes nothing; the issuer may log it. STOA_VERIFY_GITLAB_URL and the like name another address. Exit code 1 when one works.\nExample:\n  stoa secrets verify --history',
    )
    .action(async (folder, options) =>
      (await import('./commands/secrets-verify.ts')).verifySecrets(folder, merged(options)),
    );

  secrets
    .command('baseline')
    .description('write down the secrets an old repository has, so that they end one after the other')
    .argument('[path]', 'the repository', '.')
    .option('--owner <name>', 'who sees to it')
    .option('--reason <text>', 'why they stay for now')
    .option('--approver <name>', 'who has agreed; until somebody has, it covers nothing')
    .option('--until <day>', 'the last day of the last quarter: half a year from now, a year at most')
    .option('--update', 'add what is new, drop what is gone; days that are set stay')
    .option('--no-history', 'only the files as they are now')
    .addHelpText(
      'after',
      '\nWrites .stoa/secrets-baseline.json: digests, never secrets. A quarter of it ends after each quarter of the time, the\nworst first; then it counts again. With a baseline there, it says how that stands.\nExample:\n  stoa secrets baseline --owner ada --approver grace --reason "old keys, being rotated" --until 2027-03-31',
    )
    .action(async (folder, options) =>
      (await import('./commands/secrets-baseline.ts')).secretsBaseline(folder, merged(options)),
    );
}
