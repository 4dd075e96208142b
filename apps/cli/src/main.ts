import type { Command } from 'commander';
import { addCheckVerb } from './check-verb.ts';
import { createProgram, runProgram } from './program.ts';
import { addSecretsVerbs } from './secrets-verbs.ts';

/** The command line: each verb's code is loaded when it is asked for, so that starting stays quick. */
const program = createProgram();

const path = ['[path]', 'the repository', '.'] as const;
const toServer = (command: Command) =>
  command
    .option('--server <url>', 'push to this Stoa (STOA_SERVER)')
    .option('--token <token>', 'API token; better in STOA_TOKEN');

program
  .command('up')
  .description('start Stoa here and look at a repository')
  .argument(...path)
  .option('--port <port>', 'port of the dashboard')
  .option('--no-scan', 'only start')
  .addHelpText('after', '\nExample:\n  stoa up ../shop')
  .action(async (folder, options) => (await import('./commands/up.ts')).up(folder, merged(options)));

program
  .command('serve')
  .description('start the server: pages, API, jobs')
  .option('--host <host>', 'address to listen on (STOA_HOST)')
  .option('--port <port>', 'port (STOA_PORT)')
  .addHelpText('after', '\nExample:\n  DATABASE_URL=postgres://… STOA_PUBLIC_URL=https://stoa.example stoa serve')
  .action(async (options) => (await import('./commands/serve.ts')).serve(merged(options)));

program
  .command('worker')
  .description('do the jobs of a server beside it; needs PostgreSQL')
  .addHelpText('after', '\nExample:\n  DATABASE_URL=postgres://… stoa worker')
  .action(async (options) => (await import('./commands/serve.ts')).worker(merged(options)));

toServer(program.command('scan').description('look for weaknesses in the code, secrets and known vulnerabilities'))
  .argument(...path)
  .option('--engines <names>', 'which: secrets,components,code,risks', 'secrets,components,code')
  .option('--ask-registries', 'of risks: ask registries how old versions are, and who maintains them')
  .option('--sarif <file>', 'write SARIF 2.1.0')
  .option('--history', 'secrets also in all that the repository has ever held')
  .option('--verify-secrets', 'send each secret to its own issuer, and to nobody else, to ask whether it still works')
  .option('--no-blame', 'do not ask git who wrote the lines that hold secrets')
  .option('--since <ref>', 'only what has changed since a branch, tag or commit')
  .option('--rules <paths...>', "users' rules in Semgrep's language: files or folders")
  .option('--secrets-config <file>', 'rules and allowlists for secrets in the language of Gitleaks (TOML)')
  .option('--languages <names>', 'only these: javascript,typescript,python,java,go,c,cpp')
  .option('--jobs <number>', 'threads for reading code')
  .option('--vex <files...>', 'what is stated of vulnerabilities: OpenVEX, CSAF or CycloneDX, beside .stoa/vex')
  .addHelpText('after', '\nExample:\n  stoa scan --engines secrets --sarif secrets.sarif')
  .action(async (folder, options) => (await import('./commands/scan.ts')).scan(folder, merged(options)));

addCheckVerb(program);

program
  .command('lsp')
  .description('the language server of an editor: what check would say, as one writes')
  .option('--stdio', 'speak on standard input and output, as it does anyway')
  .option('--rules <paths...>', "users' rules in Semgrep's language: files or folders")
  .option('--secrets-config <file>', 'rules and allowlists for secrets in the language of Gitleaks (TOML)')
  .option('--languages <names>', 'only these: javascript,typescript,python,java,go,c,cpp')
  .addHelpText('after', '\nExample:\n  stoa lsp --stdio           editors start it by themselves')
  .action(async (options) => (await import('./commands/lsp.ts')).lsp(merged(options)));

program
  .command('rules')
  .description('the rules of static analysis, and those for secrets')
  .argument('[id]', 'explain this one')
  .option('--language <name>', 'only of this language')
  .option('--weakness <name>', 'only of this weakness')
  .option('--coverage', 'which weakness in which language')
  .option('--secrets', 'the rules for secrets')
  .option('--check <paths...>', "read users' rules (YAML; TOML for secrets) and name what cannot be followed")
  .addHelpText('after', '\nExample:\n  stoa rules js/sql-injection')
  .action(async (id, options) => (await import('./commands/rules.ts')).rules(id, merged(options)));

addSecretsVerbs(program, { toServer, merged });

toServer(program.command('import').description("read other tools' reports: SARIF, CycloneDX, SPDX, JUnit"))
  .argument('<files...>', 'report files')
  .option('--path <path>', 'the repository they are about', '.')
  .option('--format <name>', 'when it cannot be found out')
  .option('--covers <prefix...>', 'paths the tool has looked at completely; "." is everything')
  .addHelpText('after', '\nExample:\n  stoa import semgrep.sarif --covers .')
  .action(async (files, options) => (await import('./commands/import.ts')).importReports(files, merged(options)));

toServer(program.command('gate').description('may this go to an environment?'))
  .argument('<environment>', 'production, staging …')
  .option('--path <path>', 'the repository', '.')
  .option('--explain', 'every reason, and what to do next')
  .addHelpText(
    'after',
    '\nDecides on the latest runs (stoa scan, stoa import). Exit code 1 when it says no.\nExample:\n  stoa gate production --explain',
  )
  .action(async (environment, options) => (await import('./commands/gate.ts')).gate(environment, merged(options)));

toServer(program.command('sbom').description('the inventory as a bill of materials: CycloneDX 1.4 to 1.7, SPDX 2.3'))
  .argument(...path)
  .option('-o, --output <file>', 'a file instead of standard output; its name may say the form')
  .option('--form <form>', 'cyclonedx-json, cyclonedx-xml, spdx-json or spdx-tag-value')
  .option('--spec <version>', "the specification's version: 1.4 to 1.7 of CycloneDX, 2.3 of SPDX")
  .addHelpText(
    'after',
    '\nExamples:\n  stoa sbom -o shop.cdx.json\n  stoa sbom -o shop.spdx\n  stoa sbom --form cyclonedx-xml --spec 1.5',
  )
  .action(async (folder, options) => (await import('./commands/sbom.ts')).sbom(folder, merged(options)));

program
  .command('inventory')
  .description('the packages in use, and how well what is declared fits what was built or is installed')
  .argument(...path)
  .option('--against <folders...>', 'what was built, or the root folder of an image or a host')
  .addHelpText('after', '\nExamples:\n  stoa inventory\n  stoa inventory --against build/ --json')
  .action(async (folder, options) => (await import('./commands/inventory.ts')).inventory(folder, merged(options)));

program
  .command('licences')
  .description('what the packages are licensed under, whether that may be, and what it asks')
  .argument(...path)
  .addHelpText('after', '\nWhat may be used where is written in .stoa/licences.yaml.\nExample:\n  stoa licences --json')
  .action(async (folder, options) => (await import('./commands/licences.ts')).licences(folder, merged(options)));

program
  .command('components')
  .description('what is vulnerable in the latest scan, in order; or one package or vulnerability with every reason')
  .argument('[name]', 'a package, its purl, or a vulnerability')
  .option('--path <path>', 'the repository', '.')
  .addHelpText('after', '\nExample:\n  stoa components lodash\n  stoa components CVE-2021-44228 --json')
  .action(async (name, options) => (await import('./commands/components.ts')).components(name, merged(options)));

const vex = program.command('vex').description('statements on vulnerabilities');
vex
  .command('export')
  .description('what the latest scan found, for those who use what is built here')
  .argument(...path)
  .option('--format <name>', 'openvex, csaf or cyclonedx', 'openvex')
  .option('--author <name>', 'who states it; the first owner unless told')
  .option('-o, --output <file>', 'a file instead of standard output')
  .addHelpText('after', '\nExample:\n  stoa vex export --format csaf -o shop.vex.json')
  .action(async (folder, options) => (await import('./commands/vex.ts')).exportVex(folder, merged(options)));

toServer(program.command('blueprint').description('where the nine pillars stand, and the next gap'))
  .argument(...path)
  .addHelpText('after', '\nExample:\n  stoa blueprint')
  .action(async (folder, options) => (await import('./commands/blueprint.ts')).blueprint(folder, merged(options)));

program
  .command('fix')
  .description('what to do about known vulnerabilities: the smallest changes, proved')
  .argument(...path)
  .option('--apply', 'make a branch with a commit for each action')
  .option('--branch <name>', 'its name', 'stoa/fix')
  .option('--in-place', 'change the files here instead')
  .option('--only <ids...>', 'only these: of an action, an advisory, or a package')
  .option('--allow-major', 'take new major versions where nothing else helps')
  .option('--cooldown <days>', 'how old a release must be; 0 takes what was published today', '3')
  .option('--offline', 'ask no registry: only what is in the cache')
  .addHelpText('after', '\nExample:\n  stoa fix\n  stoa fix --apply --branch fix/known-vulnerabilities')
  .action(async (folder, options) => (await import('./commands/fix.ts')).fix(folder, merged(options)));

program
  .command('init')
  .description('write stoa.yaml, the commit hook and the pipeline template')
  .argument(...path)
  .option('--force', 'write over what is there')
  .addHelpText('after', '\nExample:\n  stoa init')
  .action(async (folder, options) => (await import('./commands/init.ts')).init(folder, merged(options)));

toServer(program.command('backup').description('write all of the database to one file'))
  .argument('[file]', 'where to')
  .addHelpText('after', '\nExample:\n  stoa backup /backups/stoa.ndjson.gz')
  .action(async (file, options) => (await import('./commands/backup.ts')).backup(file, merged(options)));

program
  .command('restore')
  .description('restore a backup into an empty database')
  .argument('<file>')
  .addHelpText('after', '\nExample:\n  STOA_HOME=/srv/stoa stoa restore stoa.ndjson.gz')
  .action(async (file, options) => (await import('./commands/backup.ts')).restore(file, merged(options)));

const db = program.command('db').description('advisories on this machine');
db.command('update')
  .description('fetch known vulnerabilities')
  .option('--ecosystems <names>', "as OSV names them, or all; those of the repository's lock files unless told")
  .option('--force', 'fetch again what has not changed')
  .option('--from <file>', 'take a pack over instead of asking the network (see db pack)')
  .option('--key <files...>', "with --from: public keys of those whose packs are taken; this machine's own unless told")
  .addHelpText(
    'after',
    '\nFrom STOA_OSV_URL, STOA_KEV_URL, STOA_EPSS_URL …: addresses, files or folders; "off" asks nobody.\nExample:\n  stoa db update --ecosystems npm,PyPI',
  )
  .action(async ({ from, ...options }) => {
    if (from === undefined) return (await import('./commands/db.ts')).updateDatabase(merged(options));
    return (await import('./commands/db-pack.ts')).unpackDatabase(from, merged(options));
  });
db.command('status')
  .description('which advisories are here, and how old')
  .action(async (options) => (await import('./commands/db.ts')).databaseStatus(merged(options)));

db.command('pack')
  .description('all advisories of this machine in one signed file, for machines without a network')
  .argument('<file>')
  .addHelpText(
    'after',
    '\nExample:\n  stoa db pack advisories.stoa\n  stoa db key > stoa.pub      the key to verify it with',
  )
  .action(async (file, options) => (await import('./commands/db-pack.ts')).packDatabase(file, merged(options)));
const withKeys = (command: Command) =>
  command.argument('<file>').option('--key <files...>', "public keys to trust; this machine's own unless told");
withKeys(db.command('verify').description('hold a pack against its signature; nothing is written'))
  .addHelpText('after', '\nExample:\n  stoa db verify advisories.stoa --key stoa.pub')
  .action(async (file, options) => (await import('./commands/db-pack.ts')).verifyDatabasePack(file, merged(options)));
withKeys(db.command('unpack').description('take a pack over'))
  .option('--force', 'also where what is here is newer')
  .addHelpText('after', '\nExample:\n  stoa db unpack advisories.stoa --key stoa.pub')
  .action(async (file, options) => (await import('./commands/db-pack.ts')).unpackDatabase(file, merged(options)));
db.command('key')
  .description("the public key of this machine's packs")
  .action(async (options) => (await import('./commands/db-pack.ts')).printPackKey(merged(options)));

const audit = program.command('audit').description('the audit log');
toServer(audit.command('verify').description('follow its hash chain'))
  .addHelpText('after', '\nExample:\n  stoa audit verify')
  .action(async (options) => (await import('./commands/audit.ts')).verify(merged(options)));

program
  .command('completion')
  .description('completion for a shell')
  .argument('<shell>', 'bash, zsh or fish')
  .addHelpText('after', '\nExample:\n  stoa completion bash > /etc/bash_completion.d/stoa')
  .action(async (shell) => (await import('./commands/completion.ts')).completion(shell, program));

/** Options of the program count for every command. */
function merged<T extends object>(options: T): T & { json?: boolean; quiet?: boolean } {
  return { ...program.opts(), ...options };
}

await runProgram(program);
