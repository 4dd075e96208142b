function f1() {
  const x = source();
  sink(x);
  sink(clean(x));
  sink(`a${x}`);
  sink("a" + x);
  sink({ a: x });
  sink([x]);
  sink(...x);
  sink(x.y);
  sink(x?.y);
  sink(x[1]);
  sink(x());
  sink(g(x));
  sink(x ? 1 : 2);
  sink(y ? x : 2);
  sink(x && y);
  sink(!x);
  sink(typeof x);
  const { a, b: c } = x;
  sink(a);
  sink(c);
  const [d] = x;
  sink(d);
  el.innerHTML = x;
  el.innerHTML = "a" + x;
  x.innerHTML = "a";
  new Sink(x);
  new Other(x);
  sink(new Other(x));
  sink(await x);
  sink(() => x);
  go(() => sink(x));
  go(function () { sink(x); });
  for (const i of x) { sink(i); }
  for (const i in x) { sink(i); }
}
function f2(req, res) {
  sink(req);
  sink(res);
  sink(req.query);
  sink(req.query.id);
  const q = req.query;
  sink(q);
  const { id } = req.query;
  sink(id);
  const { query } = req;
  sink(query);
}
function f3() {
  let x = source();
  copy(x, y);
  sink(y);
  let z;
  z = x;
  sink(z);
  x = 1;
  sink(x);
  let s = "";
  s += source();
  sink(s);
  const o = {};
  o.a = source();
  sink(o.a);
  sink(o.b);
  sink(o);
  const w = other();
  sink(w);
  promise.then((v) => sink(v));
  source().then((v) => sink(v));
  switch (x) { case 1: sink(source()); }
  try { sink(source()); } catch (e) { sink(e); }
  return sink(source());
}
const arrow = (a) => { const t = source(); sink(t); };
class A { m() { this.x = source(); sink(this.x); } n() { sink(this.x); } }
