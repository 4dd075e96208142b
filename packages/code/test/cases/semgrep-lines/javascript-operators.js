const config = { timeout: 500, retries: 3, host: "localhost", debug: true };
set(1000); set(0x10); set(0o644); set("0644"); set(-1); set(2 ** 10); set("12"); set(1.5); set(N);
const N = 42;
set(N);
password = "Zq8vK2mXp7LtR4wYc";
token = "aaaaaaaa";
key = "not a secret at all";
const re1 = new RegExp("(a+)+$");
const re2 = new RegExp("^abc$");
x.match(/(a|aa)+$/);
exec("rm -rf " + dir);
exec(`rm ${dir}`);
exec("ls");
exec(cmd, { shell: true });
exec(cmd, { shell: false });
exec(cmd, { ...opts, shell: true });
render("<div>" + name + "</div>");
setHeader("Access-Control-Allow-Origin", "*");
setHeader("X-Frame", "DENY");
setHeader('Set-Cookie', `a=${b}`);
cookie("a", "b", { httpOnly: true, secure: true });
cookie("a", "b", { httpOnly: false });
cookie("a", "b", {});
cookie("a", "b");
function outer(a) {
  const b = a;
  function inner(c) {
    return c + b;
  }
  return inner(b);
}
if (user.isAdmin && user.active) { grant(); }
if (user.active && user.isAdmin) { grant(); }
if (!user) { deny(); } else { grant(); }
if (a === 1) { one(); } else if (a === 2) { two(); } else { three(); }
foo(bar(baz(1)));
foo(bar(2), baz(3));
foo(x => bar(x));
foo(async () => { await bar(1); });
const r1 = await fetch(url);
const r2 = fetch(url);
let p = new Promise((resolve, reject) => { resolve(1); });
new Promise((resolve) => resolve(2));
obj.method(1).other(2).last(3);
obj.last(3);
obj.method(1).last(4);
import a from "alpha";
import { b, c as d } from "beta";
import * as e from "gamma";
const f = require("delta");
const { g } = require("epsilon");
a.run(1); b(2); d(3); e.go(4); f.run(5); g(6);
el.addEventListener("click", function (ev) { handle(ev); });
el.addEventListener("load", (ev) => handle(ev));
el.onclick = function () { handle(); };
var q1 = "SELECT * FROM users WHERE id=" + id;
var q2 = "SELECT * FROM users";
var q3 = `SELECT * FROM users WHERE id=${id}`;
var q4 = "DELETE FROM t";
db.query(q1); db.query(q2); db.query(q3); db.query(q4);
try { a1(); } catch (err) { throw err; }
try { a1(); } catch (err) { log(err); throw new Error("x"); }
for (let i = 0; i < arr.length; i++) { arr[i].run(); }
for (const item of items) { if (item.bad) { continue; } item.run(); }
while (i--) { step(); }
const { username, password: pw } = req.body;
const [h1, , h3] = list;
class Cfg { static DEBUG = true; port = 80; #priv = 1; get url() { return this.host; } async run() { await go(); } }
export class Ctl extends Base { constructor() { super(); this.x = 1; } }
delete o.k; void 0; typeof z;
y = a ? b : c;
y = a || b;
y = a ?? b;
z = cond && fn();
window.location = url;
window.location.href = url;
document.write(a + b);
eval("1+1"); eval(code); eval(`a`);
setTimeout("x()", 1); setTimeout(x, 1);
assertEq(a, a); assertEq(a, b); assertEq("a", 'a');
assertEq(x.y.z, x.y.z);
return_(function named() { return 1; });
lock(); work(); unlock();
lock(); work();
open1(); { use1(); } close1();
