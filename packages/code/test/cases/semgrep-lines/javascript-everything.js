// statements, functions and everything around them
"use strict";
var a = 1, b = 2;
let c;
const d = () => 1;
function f1() {}
function f2(a, b = 2, ...c) { return a; }
function* f3() { yield 1; }
async function f4() { for await (const x of y) { g(x); } }
const f5 = function named(x) { return x; };
const f6 = async x => { await x; };
const f7 = ({ a, b: { c } }, [d, e]) => a + c + d;
const o = { f8() { return 1; }, async f9(x) { await x; }, get p() { return 1; }, set p(v) { this.v = v; }, *gen() {}, [k]: 1, 'quoted': 2, 3: 4, ...rest, short };
class A { f10() {} static f11() {} async f12() {} #priv() {} static { init(); } x = 1; static y = 2; 'str'() {} get z() { return 1; } }
class B extends A { constructor() { super(); super.f10(); } }
const C = class extends B {};
if (a) b(); else if (c) d(); else e();
if (a) { b(); }
for (var i = 0, n = 10; i < n; i++) { g(i); }
for (const k in o) if (o.hasOwnProperty(k)) g(k);
for (const v of o) g(v);
while (a) b();
do b(); while (a);
outer: for (;;) { break outer; }
switch (a) { case 1: b(); break; case 2: { c(); } default: d(); }
try { a(); } catch { b(); }
try { a(); } finally { c(); }
try { a(); } catch ({ message }) { b(message); }
throw a;
throw new TypeError("x");
with_(a);
debugger;
return_;
a = b = c;
a += 1; a -= 1; a++; --a; a **= 2; a ||= b; a >>>= 1;
a = -b; a = +b; a = ~b; a = !b; a = typeof b; a = void 0;
a = b + c * d; a = (b + c) * d; a = b ** c; a = b % c; a = b & c | d; a = b << 1;
a = b == c; a = b === c; a = b != c; a = b !== c; a = b < c; a = b instanceof c; a = "k" in b;
a = b && c || d; a = b ?? c; a = b ? c : d ? e : f;
a = [1, 2, ...b, , 3]; a = []; a = {}; a = { b }; a = { b: { c: [d] } };
a = b.c.d; a = b["c"]; a = b[c][d]; a = b?.[c]; a = b?.(c); a = new b; a = new b.c(d); a = new (b())();
a = `x${b}y${c}z`; a = tag`x`; a = /x/; a = /y/gi; a = 1n; a = 0xff; a = 1e3; a = .5; a = "q\"q"; a = 'it\'s';
a = async () => {}; a = function () {}; a = class {};
a(b)(c); a.b().c().d(); a.b(c => c.d).e(); a(...b); a(b, ...c); a(function () { b(); }); a(() => b());
[a, b] = [b, a]; ({ a, b } = c); [a, ...b] = c; const { q = 1, r: { s = 2 } = {} } = t;
(function () { iife(); })(); (() => { iife2(); })(); !function () { iife3(); }();
import x1 from "m"; import { x2, x3 as x4 } from "m"; import * as x5 from "m"; import "m"; import x6, { x7 } from "m";
export const y1 = 1; export function y2() {} export class y3 {} export default y4; export { y5, y6 as y7 }; export * from "m"; export { y8 } from "m"; export * as y9 from "m";
const m1 = require("m"); const { m2, m3: m4 } = require("m"); require("m").m5(); require("m")(m6); var m7 = require("m").m8;
x1.call(1); x2(2); x4(3); x5.call(4); x7(5); m1.call(6); m2(7); m4(8); m7(9); m7.z(10);
module.exports = a; exports.b = c; module.exports = { d }; module.exports.e = function () {};
console.log("a", b); console.error(`a ${b}`); alert(1); window.alert(2); this.alert(3); self.alert(4);
$(".x").on("click", "a", function (e) { e.preventDefault(); }); $.get("/u", function (d) {}, "json"); jQuery.ajax({ url: "/u", data: { a: 1 }, success: function (r) { ok(r); } });
setInterval(function () { tick(); }, 1000); requestAnimationFrame(() => tick()); Promise.all([a, b]).then(([c, d]) => c + d, (e) => { throw e; });
process.env.NODE_ENV === "production" ? a : b; process.argv[2]; process.on("exit", (code) => {}); Buffer.from("a", "base64"); new Buffer(10);
el.innerHTML += "<b>"; el.style["color"] = "red"; el.setAttribute("href", "javascript:" + x); document.cookie = "a=" + b; location = "http://" + host;
JSON.parse(JSON.stringify(a)); Object.keys(a).map(k => a[k]).filter(Boolean).reduce((s, v) => s + v, 0); [..."abc"].forEach(ch => ch); Array.from({ length: 3 }, (_, i) => i);
eval("a" + "b"); new Function("a", "return a"); setTimeout("a()", 0); execScript("b");
app.get("/x", mw1, mw2, async (req, res, next) => { try { res.json(await db.find({ id: req.params.id })); } catch (e) { next(e); } });
app.use((err, req, res, next) => { res.status(500).send(err.stack); }); router.route("/y").get(h1).post(h2); app.listen(process.env.PORT || 3000, () => console.log("up"));
crypto.createCipher("des", key); crypto.createHmac("sha256", "secret"); crypto.randomBytes(16).toString("hex"); Math.random().toString(36).slice(2);
jwt.sign({ a: 1 }, "secret", { algorithm: "none" }); jwt.verify(t, k, { algorithms: ["HS256", "none"] }); jwt.decode(t);
fs.readFile(path.join(__dirname, req.query.f), "utf8", cb); fs.writeFileSync("/tmp/a", d, { mode: 0o777 }); child_process.exec("ls " + a, cb); child_process.spawn("ls", ["-l", a], { shell: true });
mysql.createConnection({ host: "h", user: "u", password: "p" }); conn.query("SELECT " + a, [b], function (err, rows) { if (err) throw err; }); knex.raw("SELECT ?", [a]); User.find({ $where: "this.a == " + b });
https.request({ rejectUnauthorized: false }); axios({ method: "get", url: u }); fetch(u, { method: "POST", body: JSON.stringify(d) }); request.get({ url: u, strictSSL: false }, cb);
