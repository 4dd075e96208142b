package a;
import javax.servlet.http.HttpServletRequest;
import java.util.*;

@RestController
class T extends HttpServlet {
  String fld = source();
  static String st;
  void a1(String p) {
    String x = source();
    sink(x);
    String y = x + "a";
    sink(y);
    sink(clean(x));
    sink(x.trim());
    sink(String.format("a %s", x));
    sink(new Foo(x));
    sink(x.length());
    StringBuilder sb = new StringBuilder();
    sb.append(x);
    sink(sb);
    sink(sb.toString());
    x = "a";
    sink(x);
    sink(p);
    sink(fld);
    int n = source();
    sink(n);
    boolean b = source();
    sink(b);
    sink(x == source());
    sink((String) source());
  }
  void a2(HttpServletRequest req, HttpServletResponse resp) throws Exception {
    String q = req.getParameter("q");
    st = q;
    Statement s = conn.createStatement();
    s.executeQuery("select " + q);
    s.executeQuery("select");
    resp.getWriter().println(q);
    resp.getWriter().println(encode(q));
    for (Cookie c : req.getCookies()) { sink(c.getValue()); exec(c); }
    String[] arr = new String[2];
    arr[0] = q;
    exec(arr[0]);
    exec(arr[1]);
    List<String> list = new ArrayList<>();
    list.add(q);
    exec(list.get(0));
    Map<String, String> m = new HashMap<>();
    m.put("a", q);
    exec(m.get("a"));
    if (q != null) { exec(q); }
    String r = q == null ? "x" : q;
    exec(r);
    try { String t = req.getHeader("h"); exec(t); } catch (Exception e) { exec(e); } finally { exec(q); }
    Runnable run = () -> exec(q);
    new Thread(new Runnable() { public void run() { exec(q); } }).start();
    switch (q) { case "a": exec(q); break; default: q = "x"; }
    exec(q);
  }
  @GetMapping("/x")
  String a3(@RequestParam String id, @PathVariable("n") String name, String other) {
    exec(id);
    exec(name);
    exec(other);
    exec(this.fld);
    this.fld = id;
    exec(this.fld);
    String v = id;
    while (v.length() > 3) { v = v.substring(1); exec(v); }
    do { exec(v); v = "a"; } while (c);
    exec(v);
    return id;
  }
  void a4() {
    String a = null;
    if (c) a = source(); else a = "b";
    sink(a);
    String w = source();
    validate(w);
    sink(w);
    String z = source();
    if (z.matches("a")) { sink(z); }
    Obj o = new Obj();
    o.f = source();
    sink(o.f);
    sink(o.g);
    sink(o);
    o.set(source());
    sink(o.get());
    String[] k = {source(), "b"};
    sink(k[0]);
    sink(k);
    int i = 0;
    i += source();
    sink(i);
    String concat = "a".concat(source());
    sink(concat);
    Optional.of(source()).map(e -> sink(e));
    list.forEach(e -> { sink(e); });
    var vv = source();
    sink(vv);
    final String fs = source();
    sink(fs.isEmpty());
    sink(!source());
    sink(a, source());
    sink(source(), a);
    throw new E(source());
  }
}
