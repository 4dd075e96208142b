import fs, { readFile as rf, writeFile } from 'fs';
import * as cp from 'child_process';
import express from 'express';
const { exec, spawn: sp } = require('child_process');
const crypto = require('crypto');
var util = require('util'), lodash = require('lodash');
const KEY = 'abc' + 'def';
const PORT = 3000;
let mode = "debug";

exec('ls ' + dir, cb);
cp.exec('ls', { shell: true, timeout: 5 });
sp('sh', ['-c', cmd]);
crypto.createHash('md5').update(data).digest('hex');
crypto.createHash('sha1').digest();
crypto.createCipheriv(KEY, iv);
listen(PORT);
listen(3000);
start(mode);

function handler(req, res, next) {
  const id = req.params.id;
  if (id === undefined) {
    return res.status(404).send('none');
  }
  db.query('SELECT * FROM t WHERE id = ' + id, (err, rows) => {
    if (err) throw err;
    res.send(rows);
  });
  next();
}

const other = function (req, res) {
  res.redirect(req.query.url);
};

const third = async (req, res) => {
  await save(req.body);
  res.json({ ok: true });
};

const fourth = x => x * 2;
const fifth = (x) => { return x * 2; };

class Store extends Base {
  #secret = 1;
  static count = 0;
  name = 'store';
  constructor(a, b) {
    super(a);
    this.a = a;
    this.b = b;
  }
  get size() { return this.a; }
  set size(v) { this.a = v; }
  async load(url) {
    const r = await fetch(url);
    return r.json();
  }
  static make() { return new Store(1, 2); }
  *items() { yield 1; yield* other(); }
}

class Plain {
  load(url) { return url; }
}

try {
  risky();
} catch (e) {
}
try {
  risky(1);
} catch {
  log('x');
} finally {
  done();
}
try {
  risky(2);
} catch (e) {
  console.log(e);
}

for (let i = 0; i < 10; i++) {
  work(i);
}
for (const k in obj) {
  obj[k] = 1;
}
for (const v of list) {
  use(v);
}
for (;;) { break; }
while (true) { tick(); }
do { tick(); } while (cond);

switch (kind) {
  case 'a':
    first();
    break;
  case 'b':
    second();
  default:
    last();
}

const o = { user: 'root', password: 'hunter2', port: 1, nested: { password: 'p2' }, run() { go(); }, ['k' + 1]: 2, ...rest };
const { a1, b1: { c1 }, ...others } = o;
const [first1, , third1 = 3] = arr;
f(...args);
f(1, ...args);
f(a, b, c);
f(a, b, c, d);
f();
f(a, a);
f(a, b);
x = y;
x += y;
x ??= y;
a && b;
b && a;
a || b || c;
!a;
!!a;
typeof a === 'string';
a == b;
a == a;
a === a;
a != null;
null == a;
delete o.x;
void 0;
new Date();
new Foo(1);
new Foo;
new ns.Foo(1, 2);
a?.b?.c();
a.b.c();
a[0];
a['b'];
a[k].c;
`hello ${name}`;
`plain`;
tag`hello ${name}`;
/ab+c/gi.test(s);
"hello " + name;
'hello';
label: for (const z of zs) { if (z) continue label; }
if (a) b(); else c();
if (a) { b(); }
if (a && isOk(b)) { c(); } else if (d) { e(); } else { g(); }
x ? y : z;
(a, b);
export default handler;
export const named = 1;
export function exported(a) { return a; }
export { x as y };
export * from 'mod';
import('dyn').then(m => m.go());
setTimeout("code()", 100);
setTimeout(() => { code(); }, 100);
setTimeout(function () { code(); }, 100);
app.get('/a', (req, res) => { res.send(req.query.q); });
app.post('/b', auth, handler);
app.use(express.static('public')).listen(1);
document.getElementById('x').innerHTML = '<b>' + v + '</b>';
el.innerHTML = 'x';
el.style.color = v;
promise.then(a => a).catch(e => {}).finally(() => 1);
$('#x').html(v);
$.ajax({ url: u, type: 'POST' });
const _ = require('lodash');
_.merge({}, JSON.parse(body));
let un;
un = 1;
var v1 = 1, v2 = 2;
async function* gen() { for await (const c of s) { yield c; } }
throw new Error('bad ' + x);
