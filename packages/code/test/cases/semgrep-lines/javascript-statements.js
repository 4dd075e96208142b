import fs from 'fs';
import { readFile } from 'fs';
import { readFile as rf, writeFile } from 'fs';
import * as all from 'fs';
import 'fs';
import def, { other } from "x";
const fs2 = require('fs');
var fs3 = require("fs"), z0 = 1;
let { a1 } = require('fs');
x = 1;
let y = 1;
const z = 1;
var w = 1;
var v1 = 1, v2 = 2;
let u;
let u1, u2;
x.innerHTML = y;
x.y.innerHTML = "a";
x.innerHTML += y;
handler = function (a) { };
o.handler = function () { a(); };
const h2 = function () { };
const h3 = () => { a(); };
function one() {
  const f = open("x");
  g();
  return f.read();
}
function two() {
  let f;
  f = open("x");
  f.read();
}
function three(c) {
  const f = open("x");
  if (c) {
    f.read();
  }
  h.read();
}
function four() {
  a();
  b();
  a();
  c();
  b();
  return;
}
if (x) { a(); }
if (x) a();
if (x) { return 1; }
if (x) return 1;
if (x) { a(); } else { b(); }
if (x) { a(); } else if (y) { b(); }
if (x) { a(); return 2; }
for (;;) { a(); }
for (let i = 0; i < n; i++) { a(); }
for (var j = 0; j < n; j += 1) a();
for (const k of ks) { a(); }
for (const k in ks) { a(); }
for (k in ks) { a(); }
while (true) { a(); }
while (x) { a(); }
do { a(); } while (true);
try { a(); } catch (e) { b(); }
try { a(); } catch (e) { }
try { a(); } catch { b(); }
try { a(); } finally { b(); }
try { a(); } catch (e) { b(); } finally { c(); }
throw new Error("x");
throw e;
switch (x) { case 1: a(); break; default: b(); }
switch (x) { case 2: a(); }
class A { }
class B extends Base { }
class C extends a.Base { m() { a(); } }
class D { name = 3; save(x) { a(); return x; } }
class E extends Base { static name = 1; async save() { } }
const F = class { save() { } };
export default foo;
export default function () { }
export function ex(a) { return a; }
export const exc = 1;
module.exports = { a: 1 };
module.exports.foo = 1;
const { q1 } = req.body;
const { q1, q2 } = req.body;
const { q1: q3 } = req.body;
const [r1] = req.body;
const m = (x) => { return x; };
const m1 = (x) => x;
{ a(); }
{ b(); a(); c(); }
