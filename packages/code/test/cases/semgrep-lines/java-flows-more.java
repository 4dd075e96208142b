class A {
  private String f;
  void a1(Req req) { String q = req.get("a"); sink(q); sink(q.trim()); sink(q + 1); sink(q.length()); char[] c = q.toCharArray(); sink(c[0]); }
  void a2(Req req) { Map<String, String> m = new HashMap<>(); m.put("a", req.get("b")); sink(m.get("a")); sink(m); List<String> l = Arrays.asList(req.get("a")); sink(l.get(0)); for (String s : l) { sink(s); } l.forEach(x -> sink(x)); l.stream().map(x -> x).forEach(y -> { sink(y); }); }
  void a3(Req req) { String x = ok ? req.get("a") : "b"; sink(x); x = "c"; sink(x); if (x == null) { x = req.get("d"); } sink(x); String y = x; x = null; sink(y); sink(x); }
  void a4(Req req) { f = req.get("a"); sink(f); sink(this.f); b(); }
  void b() { sink(f); }
  void a5(Req req) { try { String z = req.get("a"); throw new E(z); } catch (E e) { sink(e); sink(e.getMessage()); } finally { sink(1); } }
  void a6(Req req) { StringBuilder sb = new StringBuilder(); sb.append("a").append(req.get("b")); sink(sb.toString()); StringBuilder sc = new StringBuilder(req.get("x")); sink(sc); String j = String.join(",", req.get("y")); sink(j); String fmt = String.format("%s", req.get("z")); sink(fmt); }
  void a7(Req req) { if (!valid(req.get("a"))) { return; } sink(req.get("a")); String v = req.get("b"); if (v.matches("x")) { sink(v); } else { sink(v); } switch (v) { case "a": sink(v); v = "s"; case "b": sink(v); break; default: sink(v); } sink(v); }
  void a8(Req req) { Runnable r = () -> sink(req.get("a")); new Thread(new Runnable() { public void run() { sink(req.get("b")); } }).start(); Function<String, String> g = s -> { sink(s); return s; }; g.apply(req.get("c")); }
  void a9(Req req) { int n = Integer.parseInt(req.get("a")); sink(n); boolean b = req.get("a").equals("x"); sink(b); Object o = req.get("a"); sink((String) o); String[] arr = {req.get("a"), "b"}; sink(arr[1]); arr[0] = "c"; sink(arr); arr = new String[]{req.get("q")}; sink(arr); String[][] mm = new String[1][1]; mm[0][0] = req.get("z"); sink(mm[0][0]); sink(mm); }
  String a10(Req req) { return req.get("a"); }
  void a11(@Param String p, String q, final String r) { sink(p); sink(q); sink(r); p = "x"; sink(p); for (int i = 0; i < 3; i++) { sink(q); q = "y"; } sink(q); while (c) { r2 = r; } sink(r2); do { r2 = "z"; } while (c); sink(r2); }
  A(String s) { sink(s); this.f = s; sink(this.f); }
  static void a12(String... vs) { sink(vs); sink(vs[0]); for (String v : vs) sink(v); var w = vs[1]; sink(w); synchronized (w) { sink(w); } assert w != null; label: { sink(w); } sink(w == null ? "a" : w); sink(w instanceof String t ? t : ""); }
  void a13(Req req) { Foo foo = new Foo(); foo.setA(req.get("a")); sink(foo.getA()); sink(foo); foo.b = req.get("b"); sink(foo.b); sink(foo.c); sink(foo); Foo bar = new Foo(req.get("c")); sink(bar.x); Foo baz = foo; sink(baz); sink(new Foo().with(req.get("d")).build()); }
}
