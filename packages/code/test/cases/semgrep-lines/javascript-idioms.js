a.foo(1);
a?.foo(1);
a.foo?.(1);
app.get("/", function (req, res) { res.send(req.query.name); });
app.get("/", mw, function (req, res) { res.send("a" + req.query.name); });
app.get("/", (req, res) => { res.send(req.query); });
app.post("/", mw, async (req, res) => { res.send(req.body); });
app.get("/", (req, res) => res.send(req.query.x));
app.get("/", function (req, res, next) { next(); });
function named(req, res) { res.send(req.query.z); }
session({ cookie: { secure: true } });
session({ cookie: { secure: false } });
session({ secret: "a", cookie: { secure: true, httpOnly: true } });
session({ secret: "a" });
session(opts);
const o1 = { evil: true };
go(o1);
const o2 = { good: 1, evil: true };
go(o2);
const o3 = { evil: false };
go(o3);
o[k](x);
o["run"](x);
new Function("a", code);
new Function(code);
db.query(`select ${x}`);
db.query(`select ${x}`, [1]);
db.query(`select 1`);
db.query("a" + x, y);
db.query("a", y);
p.then(f).catch(g);
p.then(f);
q.then(f, g).then(h).catch(k);
new RegExp(x);
new RegExp("a+");
new RegExp("a" + x, "g");
a == b;
a == null;
a === b;
for (let i = 0; i < xs.length; i++) { console.log(xs[i]); }
for (let i = 0; i < xs.length; i++) { console.log(ys[i]); }
setTimeout("go()", 10);
setTimeout(() => go(), 10);
x = { m() { return 1; } };
x = { a: 1, f: function () { }, g: () => 1 };
class R1 extends React.Component { render() { return 1; } }
class R2 extends React.Component { constructor(p) { super(p); this.x = 1; } static y = 3; get z() { return 1; } async render() { } }
class R3 { render() { } }
x = { ...y };
x = { ...y, a: 1 };
function d1(a = 1) { }
function d2(...args) { }
function d3(a, b = 2) { }
(function () { go(); })();
(function named2() { go(); })();
(() => { go(); })();
a ?? b;
"a" in b;
a instanceof B;
a++;
++a;
a += 1;
a = a + 1;
function s1() { const c = make(); c.run(); }
function s2() { const c = make(); go(); if (c) { c.run(); } }
function s3() { c.open(); go(); c.close(); }
function s4() { c.open(); if (x) { return; } c.close(); }
function s5() { c.open(); d.close(); }
function r1() { if (!x) return; go(); }
function r2() { if (!x) { return; } }
function r3() { if (x) throw new Error("a"); }
function r4() { if (x) { go(); throw e; } }
x.y = z;
x.y.z = 1;
x === undefined;
function cb1(a, cb) { go(); cb(null); }
function cb2(cb) { return cb(1); }
function cb3(cb) { go(() => { cb(2); }); }
run(() => a.go());
run(() => { a.go(); });
run(() => { return a.go(); });
run(async () => { });
run(async (x) => x);
debugger;
k = "sk_live";
k = { apiSecret: "abc", other: "d" };
k = { secret: x };
k = { "a": 1 };
k = { a: 1, b: 2 };
[...a];
[1, ...a];
x ? true : false;
!!x;
exports.a = 1;
import("x");
throw "a";
throw new Error("x");
try { a(); } catch (e) { return null; }
try { a(); } catch (e) { log(e); return null; }
while (x) { go(); break; }
while (x) { if (y) { break; } }
function n1() { danger(1); }
function n2() { if (x) { danger(1); } }
function n3() { const y = danger(1); }
function n4() { return danger(1); }
function n5() { xs.forEach((x) => { danger(x); }); }
function n6() { function inner() { danger(1); } }
if (check(v)) { danger(v); }
if (check(w)) { danger(v); }
danger(v);
