class A {
  String field;
  void a(Request req) {
    String x = source();
    sink(x);
    sink(clean(x));
    x = clean(x);
    sink(x);
    String y = source() + "a";
    sink(y);
    StringBuilder sb = new StringBuilder();
    sb.append(y);
    sink(sb);
    sink(sb.toString());
    sb.append("q").append(source());
    sink(1, req.get("a"));
    sink(req.get("a"), 1);
    Object o = new Obj(y);
    sink(o);
    new Sink(y);
    new Sink("a");
    String[] arr = new String[] { y };
    sink(arr);
    sink(arr[0]);
    int n = Integer.parseInt(y);
    sink(n);
    boolean b = y.isEmpty();
    sink(b);
    sink(y == null);
    sink(y.length() + 1);
    this.field = y;
    sink(this.field);
    sink(field);
    for (String s : y.split(",")) { sink(s); }
    List<String> list = new ArrayList<>();
    list.add(y);
    sink(list);
    if (b) { y = "x"; }
    sink(y);
    y = "x";
    sink(y);
    String t = b ? source() : "x";
    sink(t);
    try { t = source(); } finally { sink(t); }
    switch (n) { case 1: t = source(); break; default: t = "a"; }
    sink(t);
    Runnable r = () -> sink(source());
    String u = (String) source();
    sink(u);
    sink(String.format("%s", u));
    sink("a" + u + "b");
    u += "z";
    sink(u);
    while (b) { String v = source(); sink(v); }
    do { u = source(); } while (b);
    sink(u);
  }
  String c(@Param String p, String q) {
    sink(p);
    sink(q);
    String z = p.trim();
    sink(z);
    return source();
  }
  String d() { String x = source(); return x; }
  String e() { return "a"; }
  void f() { sink(field); }
}
