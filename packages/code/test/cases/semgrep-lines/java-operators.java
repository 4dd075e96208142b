package com.x;
import java.util.List;
import java.io.*;
import javax.crypto.Cipher;
import static org.junit.Assert.assertEquals;
import org.slf4j.Logger;

@Controller
public class Main<T> extends Base<T> implements I1, I2 {
  private static final int MAX = 1024;
  private final String url = "http://" + HOST;
  public static final String ALGO = "DES";
  String pw = "Zq8vK2mXp7LtR4wYc8NbE1d";
  @Value("${x}") private String val;
  @Inject Service svc;
  int[] nums = new int[]{1, 2};

  public Main() { this("a"); }
  protected Main(String s) { super(s); }

  @Test(expected = Exception.class)
  public void t1() throws Exception, IOException { assertEquals(1, 1); }
  @Override public String toString() { return super.toString(); }
  @RequestMapping(path = "/a", method = RequestMethod.GET)
  public @ResponseBody String handle(@RequestParam("q") final String q, Model model, HttpServletRequest request) {
    model.addAttribute("q", q);
    String sql = "SELECT " + q;
    String sql2 = "SELECT 1";
    stmt.execute(sql);
    stmt.execute(sql2);
    stmt.execute("SELECT " + q + " x");
    stmt.execute(String.format("SELECT %s", q));
    Cipher.getInstance(ALGO);
    Cipher.getInstance("DES");
    Cipher.getInstance("AES/GCM/NoPadding");
    javax.crypto.Cipher.getInstance("RC4");
    setSize(MAX); setSize(2048); setSize(-1); setSize(0x10); setSize(10L);
    request.getSession().setAttribute("a", q);
    request.getParameter("z");
    svc.call(q).then(x -> x.run()).get();
    svc.get();
    if (q == null || q.isEmpty()) { return "redirect:" + q; }
    if (q != null) { if (q.length() > 3) { return q; } }
    else { return "x"; }
    for (int i = 0; i < 10; i++) if (i == 3) break;
    for (String s : List.of("a")) { continue; }
    try { run(); } catch (RuntimeException e) { throw e; } finally { done(); }
    try { run(); } catch (A | B e) { log.error("x", e); }
    try (Reader r = new FileReader(q)) { r.read(); } catch (IOException e) { }
    switch (q) { case "a": case "b": one(); break; default: two(); }
    Object o = (Object) q; Integer n = (int) 3;
    List<String> l = new ArrayList<String>(); Map<String, List<Integer>> m = new HashMap<>();
    l.forEach(System.out::println); l.stream().map(x -> x + 1).collect(toList());
    new Thread(() -> { run(); }).start();
    new Foo() { @Override public void bar() { run(); } };
    int a = 1, b = 2; a += b; a = b = 3; a++; ++b; boolean c = !(a > b) && a <= 3;
    String t = a > b ? "x" : "y"; char ch = 'c'; long big = 10L; double dd = 1.5;
    arr[0] = arr[1]; int[][] mat = new int[3][4]; this.pw = q; Main.this.pw = q; super.run();
    synchronized (lock) { run(); } do { run(); } while (a < 3); while (true) run();
    assert a > 0; label: for (;;) { break label; } throw new RuntimeException("x" + q);
  }
  static { System.loadLibrary("x"); }
  abstract int abs(int a);
  default void dflt() {}
  <E> List<E> gen(Class<E> c, E... es) { return null; }
  private static class Nested { private int f; Nested(int f) { this.f = f; } }
  enum Color { RED(1), BLUE(2); private final int v; Color(int v) { this.v = v; } }
  interface Fn { int apply(int x); }
  public boolean equals(Object o) { return this == o; }
  public void openIt() { FileInputStream in = new FileInputStream("f"); in.read(); in.close(); }
  public void openIt2() { FileInputStream in = new FileInputStream("f"); in.read(); }
}
