import { benchCheck } from './check.ts';
import { benchImport } from './import.ts';
import { machine } from './measure.ts';
import { benchScan } from './scan.ts';
import { benchStart } from './start.ts';

/** All benchmarks: each prints a table. */
console.log(`On ${machine()}`);
benchStart();
benchCheck();
await benchScan();
await benchImport();
