package a.b;
import java.util.Random;
import java.util.List;
import java.util.*;
import java.io.*;
import javax.crypto.Cipher;
import static java.lang.Math.abs;

public class A {
  private String name;
  private static final String CONST = "a";
  public final int one = 1;
  Random random = new Random();
  void go(int x) { a(); }
  public void run1() {
    run();
    run(1, 2);
    this.run(1);
    Runtime r = Runtime.getRuntime();
    r.exec("x");
    Runtime.getRuntime().exec("y");
    other.exec("z");
    random.nextInt(3);
    Random q = new Random(1);
    q.nextInt();
    new Random().nextInt();
    java.util.Random p = new java.util.Random();
    p.nextInt();
  }
  String two(String s, int i, List<String> l, String[] arr, Object o) throws IOException {
    use(s);
    use(i);
    use(l);
    use(arr);
    use(o);
    use("lit");
    use(1);
    if (s == "x") { a(); }
    if (o == s) return s;
    if (o.isOk() && s != null) { return "x"; } else { b(); }
    String t = "a";
    use(t);
    use(CONST);
    int n = 1;
    use(n);
    use(one);
    boolean yes = true;
    use(yes);
    t = "b";
    use(t);
    final String u = t + "c";
    use(u);
    use(name);
    use(s.trim());
    return s;
  }
  @GetMapping("/x")
  public String three(@RequestParam String q, @PathVariable("id") int id) {
    FileReader f = new FileReader(q);
    a();
    f.read();
    return q;
  }
  @Override
  public int four(int x) {
    FileReader f;
    f = new FileReader("x");
    f.read();
    g.read();
    a();
    c();
    b();
    return x;
  }
  public static void main(String[] args) {
    List<String> xs = new ArrayList<>();
    List<String> ys = new ArrayList<String>();
    for (int i = 0; i < 3; i++) { a(); }
    for (String s : xs) { a(); }
    for (String s : xs) a();
    while (true) { a(); }
    try { a(); } catch (Exception e) { b(); }
    try { a(); } catch (Exception e) { }
    try { a(); } catch (IOException | RuntimeException e) { b(); }
    try (FileReader f = new FileReader("x")) { f.read(); }
    try { a(); } finally { b(); }
    throw new IllegalStateException("x");
  }
  Object five(Object x) {
    Foo f = (Foo) x;
    if (x instanceof Foo) a();
    xs.forEach(y -> y.go());
    xs.forEach((y) -> { a(); });
    xs.map(String::valueOf);
    text("abc");
    text("a" + x);
    text("a" + "b");
    text(x + "a");
    q.one().two().end();
    q.one().end();
    Builder.start().a(1).b().end(2);
    Builder.start().end();
    Cipher.getInstance("DES");
    Cipher.getInstance(x, "BC");
    javax.crypto.Cipher.getInstance("x");
    byte[] b = new byte[] {1, 2};
    byte c = b[0];
    int len = b.length;
    this.name = "x";
    this.a.name = "y";
    int z = x ? 1 : 2;
    int w = z + z;
    synchronized (this) { a(); }
    switch (z) { case 1: a(); break; default: b(); }
    abs(1);
    if (x) {
      a();
    } else if (y) {
      b();
    }
    return new Foo() { public void go() { a(); } };
  }
  @Foo
  @Foo(1)
  @Foo(a = 1, b = "x")
  private void six() { return; }
  A() { a(); }
}
class B extends A { }
class C extends A implements Serializable, Runnable { private String f; }
@RestController
@RequestMapping("/api")
class D implements Serializable { @Autowired private String svc; }
interface I { void m(); }
abstract class E { abstract void m(int a); }
enum F { X, Y; void go() { a(); } }
