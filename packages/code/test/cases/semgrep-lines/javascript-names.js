import fs from 'fs';
import * as fsAll from 'fs';
import { readFile, exec as ex0 } from 'fs';
import { exec, exec as ex } from 'child_process';
import cp from 'child_process';
import * as cpAll from 'child_process';
const cpr = require('child_process');
const { exec: ex2 } = require('child_process');
fs.readFile("x");
fsAll.readFile("x");
readFile("x");
exec("x");
ex("x");
cp.exec("x");
cpAll.exec("x");
cpr.exec("x");
ex2("x");
require('child_process').exec("x");
const A = "a";
let B = "b";
var N = 1;
const T = true;
use(A);
use(B);
use(N);
use(T);
use(A + "b");
use(`${A}b`);
use(`a`);
use("a");
use('a');
use(5);
function f(p) {
  let z = "a";
  use(z);
  if (p) { z = "b"; }
  use(z);
  use(p);
  const m = make();
  m.go();
  use(m);
  let c = "a";
  c += "b";
  use(c);
  const g = () => { use(z); use(A); };
  for (let i = 0; i < 3; i++) { use(i); }
  const d = p ? "a" : "b";
  use(d);
}
function h(A) { use(A); }
const o = { key: "a" };
use(o.key);
use(o["key"]);
class K { f = "a"; m() { use(this.f); } }
