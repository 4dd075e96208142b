import { config } from 'zod';
import { addCheckVerb } from './check-verb.ts';
import { createProgram, runProgram } from './program.ts';

// The one verb somebody waits for at every commit, as a program of its own: see bundle-check.ts.

// A schema's own code would be compiled for a handful of findings. Before any schema is made.
config({ jitless: true });
const program = createProgram();
addCheckVerb(program);
void runProgram(program);
