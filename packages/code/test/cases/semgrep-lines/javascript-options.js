const f1 = (a) => { return a; };
const f2 = function (a) { return a; };
function f3(a) { return a; }
const f4 = (a) => a;
let v1 = 1;
var v2 = 1;
const v3 = 1;
v4 = 1;
class A { fld = 1; static sf = 2; m() { this.x = 1; } }
const o = { k: 1, m() { return 1; } };
foo(1); foo(a); foo("x"); foo(`x`); foo(b + "x"); foo(bar("x"));
const html = "<div onclick='x()'>" + name + "</div>";
const css = `a { color: ${c}; }`;
query("SELECT * FROM users WHERE id = 1");
query("INSERT INTO t VALUES (1)");
run({ cmd: "ls -la /tmp", args: ["a"] });
run({ cmd: "rm -rf /", args: [] });
const re = /^a+$/g;
if (a) { b(); } else { c(); }
if (x) { y(); }
function src1(req) { const q = req.query; sink(q.a); sink(q["b"]); sink(q.a.b.c); }
function src2(req) { let q; q = req.query.x; q = q.trim(); sink(q); }
function src3(req) { const { a, b = req.body } = req.query; sink(a); sink(b); }
function src4(req) { const m = new Map(); m.set("a", req.query); sink(m.get("a")); }
function src5(req) { const fn = (x) => { sink(x); }; fn(req.query); }
function src6(req) { [1].forEach(function (i) { sink(req.query); }); }
function src7(req) { const s = "a".concat(req.query); sink(s); const t = ["a", req.query].join(""); sink(t); }
function src8(req) { if (!valid(req.query)) { return; } sink(req.query); }
function src9(req) { const x = safe ? req.query : "a"; sink(x); const y = req.query && 1; sink(y); }
function src10(req) { return { a: req.query }; }
function src11(req) { var x = req.query; x = clean(x); sink(x); x += req.query; sink(x); }
function src12(req) { try { throw req.query; } catch (e) { sink(e); } }
function src13(req, { a, ...b }) { sink(a); sink(b); }
async function src14(req) { const r = await req.query; sink(r); for await (const c of req.query) sink(c); }
const src15 = async ({ query }, res) => { sink(query); };
app.get("/", function (req, res) { var t = req.query; setTimeout(function () { sink(t); }, 1); });
function src16(req) { const a = req.query; function inner() { sink(a); } inner(); }
class S { h(req) { this.q = req.query; sink(this.q); this.r(); } r() { sink(this.q); } }
function src17(req) { sink(JSON.parse(req.query).a); sink(String(req.query)); sink(Number(req.query)); sink(req.query.length > 1); }
function src18(req) { let a = req.query; let b = a; a = 1; sink(b); sink(a); }
function src19(req) { const arr = [req.query]; const [z] = arr; sink(z); sink(arr[0]); sink(arr.length); for (const e of arr) sink(e); }
function src20(req) { const o = { a: { b: req.query } }; sink(o.a.b); sink(o.a); sink(o.c); const { a: { b } } = o; sink(b); }
function src21(req) { sink(`${req.query}`); sink(tag`${req.query}`); sink("a" + req.query + "b"); sink((req.query)); sink(void req.query); sink(...req.query); }
function src22(req) { while (req.query) { sink(1); } do { sink(req.query); } while (0); label: { sink(req.query); } }
