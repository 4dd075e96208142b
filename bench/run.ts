import { benchCheck } from './check.ts';
import { benchCode } from './code.ts';
import { benchImport } from './import.ts';
import { machine } from './measure.ts';
import { benchRules } from './rules.ts';
import { benchScan } from './scan.ts';
import { benchStart } from './start.ts';

/** All benchmarks: each prints a table. */
console.log(`On ${machine()}`);
benchStart();
benchCheck();
benchCode();
benchRules();
await benchScan();
await benchImport();
