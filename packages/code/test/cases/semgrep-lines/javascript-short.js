app.post('/login', async (req, res) => {
  const { user, pass } = req.body;
  const row = await db.one(`SELECT * FROM u WHERE n='${user}'`);
  if (!row || row.pass !== pass) return res.status(401).end();
  req.session.user = row;
  res.redirect(req.query.next || '/');
});
import { readFile } from 'fs/promises';
import axios, { get as g } from 'axios';
const { exec: run } = require('child_process');
readFile(p); axios.get(u); g(u); run(c);
const Comp = () => {
  const [s, set] = useState(0);
  useEffect(() => { set(1); });
  return <div onClick={() => set(s + 1)} style={{ color: 'red' }}>{s}</div>;
};
new Promise((res, rej) => setTimeout(res, 100)).then(() => a()).catch(console.error);
Promise.all([a(), b()]).then(([x, y]) => x);
(async () => { await a(); })();
for (const [k, v] of Object.entries(o)) { p[k] = v; }
Object.keys(o).forEach(k => { p[k] = o[k]; });
for (let k in o) { if (k === '__proto__') continue; p[k] = o[k]; }
var self = this;
function Foo() { this.a = 1; this.b = function () { return self.a; }; }
Foo.prototype.bar = function (x) { return x; };
module.exports = { Foo, baz: Foo };
exports.q = async function () {};
if (a) return_();
else if (b) { c(); }
else { d(); }
while (i < 10) { i += 1; }
do { j--; } while (j > 0)
switch (k) { case 'a': case 'b': e(); break; default: f(); }
const a = 'x' + 'y';
const b = `x${'y'}`;
let c = 'z'; c = 'w';
foo('xy'); foo(a); foo(b); foo(c);
if (t) { c = 'q'; }
foo(c);
function f(d = 'k') { foo(d); }
const { e } = { e: 'v' };
foo(e);
const o = { p: 'v' };
foo(o.p);
foo(1 + 2);
foo(3);
foo(-1);
foo(true);
foo(!0);
foo(null); foo(undefined); foo(void 0);
function a() { return 1; }
const b = function () { return 1; };
const c = () => 1;
const d = () => { return 1; };
const e = { f() { return 1; }, g: () => 1, h: function () { return 1; } };
class K { i() { return 1; } j = () => 1; static l() { return 1; } }
export function m() { return 1; }
export default function () { return 1; }
async function n() { return 1; }
a.b.c.d(1);
a.b().c.d(2);
a().b().c().d(3);
a.d(4);
x.a.d(5);
a[0].d(6);
a.b.c;
new a.b().d(7);
a.b`t`.d(8);
(a || b).d(9);
a?.b.d(10);
if (a == b) {}
if (b == a) {}
if (a === b) {}
if (a != b) {}
if (!(a == b)) {}
if (a && b && c) {}
if (a || b && c) {}
if ((a)) {}
if (a = b) {}
if (typeof a == 'b') {}
if (a in b) {}
if (a > 1 && a < 5) {}
foo(); bar();
foo();
baz();
bar();
{ foo(); qux(); bar(); }
function z() { foo(); if (a) { bar(); } }
function y() { foo(); return; bar(); }
try { foo(); } finally { bar(); }
