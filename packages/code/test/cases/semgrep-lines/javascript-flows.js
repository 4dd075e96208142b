function a1(req) {
  const x = source();
  sink(x);
  sink(clean(x));
  const y = x + "a";
  sink(y);
  let z = `t ${x}`;
  sink(z);
  z = "safe";
  sink(z);
  sink([x]);
  sink({ k: x });
  sink(x.length);
  sink(foo(x));
  sink(x.trim().toLowerCase());
  x.f = 1;
  sink(cond ? x : 1);
  sink(x, 1);
  sink(1, x);
}
function a2(p) {
  sink(p);
  if (p) { p = clean(p); }
  sink(p);
  p = clean(p);
  sink(p);
}
function a3() {
  const o = {};
  o.a = source();
  sink(o.a);
  sink(o.b);
  sink(o);
  o.a = 1;
  sink(o.a);
  const arr = [];
  arr[0] = source();
  sink(arr[0]);
  sink(arr[1]);
  arr.push(source());
  sink(arr);
}
function a4() {
  const { q } = source();
  sink(q);
  const [r, s] = source();
  sink(r);
  const { t: { u } } = source();
  sink(u);
}
function a5() {
  for (const i of source()) { sink(i); }
  for (const k in source()) { sink(k); }
  source().forEach((e) => { sink(e); });
  source().map((e) => sink(e));
  const f = () => sink(source());
  while (x = source()) { sink(x); }
  let acc = '';
  for (let j = 0; j < 3; j++) { sink(acc); acc += source(); }
}
function a6() {
  try { const g = source(); sink(g); } catch (e) { sink(e); }
  let h;
  if (c) { h = source(); } else { h = 1; }
  sink(h);
  switch (c) { case 1: h = 2; break; default: h = 3; }
  sink(h);
  return sink(source());
}
function a7() {
  let s1 = source();
  sanitize(s1);
  sink(s1);
  let s2 = source();
  check(s2);
  sink(s2);
  let s3 = new Foo(source());
  sink(s3);
  sink(s3.get());
  let s4 = source;
  sink(s4);
  let s5 = await source();
  sink(s5);
  sink(!s5); sink(s5 == 1); sink(s5 - 1); sink(typeof s5);
}
const top1 = source();
function a8() { sink(top1); }
sink(top1);
app.get('/', (req, res) => {
  const n = req.query.n;
  res.send(n);
  res.send(escape(n));
  exec(`ls ${req.params.d}`);
  eval(req.body);
  db.query("a" + req.query["b"], []);
  const { id } = req.params;
  res.send(id);
  const inner = () => { res.send(id); };
});
function a9(a) {
  const b = new Set();
  b.add(source());
  sink(b);
  const c = copy(source());
  let d;
  fill(d, source());
  sink(d);
  const e = Object.assign({}, source());
  sink(e);
  const ff = source() || 'x';
  sink(ff);
  const g = source() && 'x';
  sink(g);
  let h = source(), i = h;
  sink(i);
  [j, k] = [source(), 1];
  sink(k);
  sink(function () { return source(); });
  (function (m) { sink(m); })(source());
  var self = this;
  this.v = source();
  sink(this.v);
  sink(self.v);
}
