import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';

/** Where the package managers' own settings are: files, variables, and what a manager itself says its default is. */
export interface Machine {
  home: string;
  environment: Readonly<Record<string, string | undefined>>;
  readText(path: string): string | null;
  readBytes(path: string): Uint8Array | null;
  /** Names in a folder; none when there is no such folder. */
  list(path: string): string[];
  /** What a package manager prints of its own settings; null when it is not there. Never one that reads the network. */
  ask(command: string, parameters: readonly string[]): Promise<string | null>;
}

export function thisMachine(): Machine {
  return {
    home: homedir(),
    environment: process.env,
    readText: (path) => readBytes(path)?.toString('utf8') ?? null,
    readBytes,
    list: (path) => {
      try {
        return readdirSync(path);
      } catch {
        return [];
      }
    },
    ask: (command, parameters) =>
      new Promise((resolve) => {
        // Asked from the home folder: a project's own tools and plugins must not come to life.
        execFile(command, parameters, { cwd: homedir(), timeout: 20_000, maxBuffer: 1024 * 1024 }, (error, stdout) =>
          resolve(error ? null : stdout),
        );
      }),
  };
}

function readBytes(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
