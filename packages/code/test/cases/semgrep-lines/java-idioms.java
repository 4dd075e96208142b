import java.sql.Statement;
import java.sql.*;
import java.util.Map;
@Controller
public final class Ctl extends Base<String> {
  private static final String KEY = "key";
  private String hidden = "key";
  static int counter;
  public String getName() { return this.name; }
  boolean ok(String a) { return true; }
  public boolean no() { go(); return true; }
  void q1(Statement s, String x) {
    s.executeQuery("a");
    s.executeQuery("a" + x);
    s.executeQuery(x);
    String q = "a" + x;
    s.executeQuery(q);
    String q2 = "b";
    s.executeQuery(q2);
    other.executeQuery("a" + x);
    use(KEY);
    use(hidden);
    use("key");
  }
  void p1(HttpServletRequest req, HttpServletResponse res) {
    req.getParameter("a");
    other.getParameter("a");
    String t = req.getParameter("a");
    sink(t);
    sink(Encode.forHtml(t));
    String u = "x" + t;
    sink(u);
    sink(u.trim());
    StringBuilder sb = new StringBuilder();
    sb.append(t);
    sink(sb.toString());
    if (t == null) { sink(1); }
    t = "clean";
    sink(t);
    final String v = req.getParameter("b");
    Runnable r = () -> sink(v);
    for (String w : req.getParameter("c").split(",")) { sink(w); }
    sink(cond ? req.getParameter("d") : "x");
    String[] arr = { req.getParameter("e") };
    sink(arr[0]);
    try { sink(req.getParameter("f")); } catch (Exception e) { sink(e); }
  }
  @RequestMapping(value = "/a")
  String p2(@RequestParam String p, @PathVariable String z) throws SQLException {
    exec(p);
    exec(z);
    Statement st = conn.createStatement();
    st.executeQuery("select " + p);
    st.executeQuery("select " + z);
    return p;
  }
  @RequestMapping(value = "/b", method = POST)
  String p3(String a) { return a; }
  @RequestMapping("/c")
  String p4(String a) { return a; }
  void b1() {
    Foo.builder().insecure(true).build();
    Foo.builder().a(1).insecure(true).b(2).build();
    Foo.builder().insecure(false).build();
    Foo.builder().a().build();
    DocumentBuilderFactory f1 = DocumentBuilderFactory.newInstance();
    f1.setFeature("x", true);
    f1.newDocumentBuilder();
  }
  void b2() {
    DocumentBuilderFactory f2 = DocumentBuilderFactory.newInstance();
    f2.newDocumentBuilder();
    Cipher.getInstance("AES/ECB/PKCS5Padding");
    Cipher.getInstance("AES/GCM/NoPadding");
    String alg = "DES/ECB";
    Cipher.getInstance(alg);
    Cipher.getInstance("AES/ECB", "BC");
  }
  void v() {
    new HostnameVerifier() { public boolean verify(String h, SSLSession s) { return true; } };
    new HostnameVerifier() { public boolean verify(String h, SSLSession s) { return check(h); } };
    new HostnameVerifier();
    if ("a" == x) { }
    String.format("a %s", x);
    String.format(fmt, x);
    a = b + "c" + d;
    a = "c" + d;
    new StringBuilder("a").append(b);
    new StringBuilder().append(b).append(c);
    outer(inner(1));
    outer(1 + inner(2));
    outer(3);
    while (true) { go(); }
    while (x) { go(); }
    do { go(); } while (x);
    for (String s : xs) { go(); use(s); }
    for (String s : xs) { use(t); }
    assert x;
    assert x : "m";
    try { go(); } catch (IOException e) { throw e; }
    try { go(); } catch (Exception e) { log(e); e.printStackTrace(); }
    try { go(); } catch (Exception e) { }
    Map<String, Integer> m1 = new HashMap<>();
    Map<String, Integer> m2 = new TreeMap<>();
    List<String> l1 = new ArrayList<>();
    List<Integer> l2 = null;
    String[] s1 = new String[]{"a", x};
    String[] s2 = new String[]{x};
    byte[] b1 = {1, 2};
    String g = (String) m.get("a");
    int t1 = c ? a : a;
    int t2 = c ? a : b;
    xs.map(y -> f(y));
    xs.map(y -> f(z));
    i++;
    ++i;
    i += 2;
    load(Foo.class);
    super.go(1);
    this.svc.go(1);
    this.go(1);
  }
}
class TM implements X509TrustManager {
  public void checkServerTrusted(X509Certificate[] c, String a) { }
  public void checkClientTrusted(X509Certificate[] c, String a) throws E { }
  public X509Certificate[] getAcceptedIssuers() { return null; }
}
class TM2 { public void checkServerTrusted(X509Certificate[] c, String a) { go(); } }
