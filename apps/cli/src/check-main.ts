import { addCheckVerb } from './check-verb.ts';
import { createProgram, runProgram } from './program.ts';

// The one verb somebody waits for at every commit, as a program of its own: see bundle-check.ts.
const program = createProgram();
addCheckVerb(program);
void runProgram(program);
