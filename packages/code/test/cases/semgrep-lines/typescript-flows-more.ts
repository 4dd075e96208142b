const top = src();
function f1() {
  const x: string = src();
  snk(x);
  const y = x as any as string; snk(y);
  const z = <T,>(a: T) => a; snk(z(x));
  let w: string | undefined; w = x; snk(w); w = undefined; snk(w);
  snk(x!);
  snk(x ?? 'a');
  snk(x?.y?.z);
  snk(x?.y());
  snk(x satisfies string);
  snk(`a${x}`);
  snk(...x);
  snk({ ...x });
  snk([...x]);
  snk({ a: x }.a);
  snk((() => x)());
  snk(async () => x);
  snk(x ? 1 : 2);
  snk(c ? x : 2);
  snk(x, 1);
  snk(new Foo(x));
  snk(new Foo(x).bar);
  snk(await x);
  snk(typeof x);
  snk(!x);
  snk(x as number);
  snk(x == 1);
}
class C {
  private p = src();
  static s = src();
  constructor(private q: string, r: string) { snk(q); snk(this.q); snk(r); this.p = r; snk(this.p); }
  m() { snk(this.p); snk(C.s); snk(this.q); }
  get g() { return src(); }
  set g(v) { snk(v); }
  n = (a: string) => { snk(a); };
  async *gen(b: string) { yield b; snk(b); for await (const d of b) { snk(d); } }
}
function f2({ a, b: { c = 1 }, ...rest }: Props, [d, e]: string[] = [], f = src(), ...g: string[]) { snk(a); snk(c); snk(rest); snk(d); snk(e); snk(f); snk(g); }
function f3() { const { a, b: [c], ...r } = src(); snk(a); snk(c); const [d, ...e] = src(); snk(d); let g; ({ g } = src()); snk(g); [h] = src(); snk(h); }
function f4() { const o: any = {}; o.a = src(); snk(o.a); snk(o.b); snk(o); o['k'] = src(); snk(o['k']); snk(o.z); const p = { a: { b: src() }, c: 1 }; snk(p.a.b); snk(p.c); snk(p); const q = o; snk(q.a); delete o.a; snk(o.a); }
function f5() { src().then((v) => snk(v)); src().then((v) => v.x).then((w) => snk(w)).catch((e) => snk(e)); [src()].forEach((i) => { snk(i); }); src().map((i: string) => snk(i)); for (const k in src()) snk(k); for (const v of src()) snk(v); Object.keys(src()).forEach((k) => snk(k)); }
function f6() { let x = src(); try { x = clean(x); snk(x); } catch (e: any) { snk(x); snk(e); } finally { snk(x); } snk(x); if (c) { x = src(); } else if (d) { return; } snk(x); while (c) { x = 'a'; } snk(x); do { x = 'b'; } while (c); snk(x); switch (c) { case 1: x = src(); case 2: snk(x); break; case 3: snk(x); } snk(x); }
function f7() { snk(top); const g = () => src(); snk(g()); function h() { return src(); } snk(h()); const k = (p: string) => snk(p); k(src()); (function (p) { snk(p); })(src()); const self = this; self.x = src(); snk(self.x); x1 = src(); snk(x1); export_(src()); }
function f8() { const m = new Map<string, string>(); m.set('a', src()); snk(m.get('a')); const s = new Set(src()); snk(s); const a = []; a.push(src()); snk(a); const b = a.concat(src()); snk(b); const str = 'a'.replace('b', src()); snk(str); const e = encode(src()); snk(e); const n = parseInt(src()); snk(n); snk(JSON.parse(src()).a); snk(Object.assign({}, src())); snk(src().split(',')[0]); snk(String(src())); snk(src() + ''); snk(src() || 'a'); snk(src() && 'a'); snk(src().length); }
snk(top);
export default { data() { return { a: src() }; }, methods: { go() { snk(this.a); snk(src()); } } };
