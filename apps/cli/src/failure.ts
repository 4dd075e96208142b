/** Ends the command with a sentence a person can act on, and an exit code: 1 the gate says no, 2 usage or environment. */
export class CommandError extends Error {
  readonly exitCode: 1 | 2;
  constructor(message: string, exitCode: 1 | 2 = 2) {
    super(message);
    this.name = 'CommandError';
    this.exitCode = exitCode;
  }
}
