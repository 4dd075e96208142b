import { Command, CommanderError } from 'commander';
import { CommandError } from './failure.ts';
import { version } from './version.ts';

/** The command without its verbs. */
export function createProgram(): Command {
  return new Command('stoa')
    .description('Continuous security as running software.')
    .version(version, '-V, --version')
    .option('--json', 'the result as JSON on standard output')
    .option('-q, --quiet', 'no progress, only the result')
    .showHelpAfterError('(stoa --help lists the commands)')
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      '\nExit codes: 0 in order, 1 the gate says no, 2 usage or environment.\nExamples:\n  stoa up                    start here, look at this repository, open the dashboard\n  stoa scan --sarif out.sarif\n  stoa gate production --explain',
    );
}

/** Does what the command line asks for; what goes wrong is said, and is the exit code. */
export async function runProgram(program: Command): Promise<void> {
  // `stoa … | head` closes the pipe early: that is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));
  for (const command of allCommands(program))
    command
      .exitOverride()
      .option('--json', 'the result as JSON on standard output')
      .option('-q, --quiet', 'no progress, only the result');
  try {
    await program.exitOverride().parseAsync();
  } catch (error) {
    process.exitCode = report(error);
  }
}

function allCommands(command: Command): Command[] {
  return command.commands.flatMap((one) => [one, ...allCommands(one)]);
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const { message, name, cause } = error as Error;
  process.stderr.write(`stoa: ${message}\n`);
  const known =
    error instanceof CommandError ||
    /^(?:Store|Report|Policy|Advisory|Vex|Tree|History|Api|PortTaken)Error$/.test(name) ||
    'code' in (error as object);
  if (!known && process.env['STOA_DEBUG']) process.stderr.write(`${(error as Error).stack}\n`);
  else if (!known) process.stderr.write('This is a defect of Stoa: run it again with STOA_DEBUG=1 and tell us.\n');
  if (process.env['STOA_DEBUG'] && cause) process.stderr.write(`${String((cause as Error).stack ?? cause)}\n`);
  return error instanceof CommandError ? error.exitCode : 2;
}
