import { a, b } from 'm';
import { x as y1, z } from 'm';
import d, { e } from 'm';
const q = get(1);
sink(q);
sink(get(2));
sink(bad1, 2);
sink(2, bad1, 3);
sink(2048);
sink(10);
sink('kX9fQ2mB7zLw4RtY8vNc3Jd6Hs1Pg5Ue');
a.b(1);
c(1);
x.c(1);
new Foo();
new a.Bar(1);
new Bar();
api.get('/x', (req) => { go(); });
api.get('/x', handler);
api.get(path, (req) => { go(); });
router.get('/a', mw, (req, res) => { sink(req); });
router.post('/b', function (req, res) { if (x) { sink(1); } });
router.use(mw);
var v1 = require('x');
var v2 = 3;
v3 = 4;
if (v3 = 5) { go(); }
if (v3 == 5) { go(); }
z.b.c;
a.b.c;
a.b.c.d;
a[1].c;
a.q.c();
s.on('data', fn);
s.on('end', fn);
foo({ headers: { k: 1 } });
foo({ headers: {} });
foo({ a: 1, headers: { x, y: 2 } });
foo({ c: 1, b: 2 });
foo({ c: 1 });
foo([{ a: 1 }, 2]);
foo([1, { a: 2, b: 3 }]);
t1 = `x${a}`;
t2 = `${a}x`;
t3 = `a ${q} b`;
t4 = `plain`;
t5 = `${a}${b}`;
'abc'.concat(x);
"a" + x + "b";
"a" + "b" + x;
x + "a" + x;
n + n;
n + m;
f1 | f2;
function fa() { }
function fb(a) { }
function fc({ a }) { }
function fd({ a, b }) { }
on(function (a, b) { });
on(function (a) { });
const g1 = async (a) => { };
const g2 = (a) => { };
class A { m() { } }
class A { m() { } n() { } }
class B extends A { }
module.exports = { f: function (a) { }, g: 1 };
module.exports = { g: 1 };
function r1() { return { a: 1, ok: true }; }
function r2() { return { a: 1 }; }
switch (x) { case "a": go(); break; }
switch (x) { case "b": go(); case "a": stop(); }
switch (x) { case "c": go(); }
while (true) { go(); sink(1); }
while (true) { if (x) { sink(1); } }
for (const i of is) { sink(i); }
for (const i of is) { sink(j); }
if (a) { go(); } else if (b) { stop(); }
if (a) { go(); } else { stop(); }
try { sink(1); } catch (e) { }
try { go(); } catch (e) { sink(1); }
function l1() { let k; go(); k = 3; }
p.then(function (r) { go(r); });
p.then((r) => go(r));
async function aw() { await Promise.all([a, b]); await Promise.all(xs); }
function* ge() { yield 1; yield* x; }
o?.p;
o.p;
eval("aaa");
eval("bbb");
s.match(/^a/);
s.match(/^a/g);
s.match(/b+/);
s.match(re);
y1(1);
x(1);
export { q };
document.write(x);
window.location = u;
window.location.href = u;
parseInt(x);
parseInt(x, 10);
(function () { })();
run(u => { go(); });
run((u) => { sink(u); });
run((u, w) => { go(); sink(u); });
run((u) => { sink(w); });
