package com.acme.app;

import java.util.*;
import java.io.File;
import java.sql.Connection;
import java.sql.Statement;
import static java.lang.Math.max;
import javax.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.*;

@RestController
@RequestMapping("/api")
public class Api extends Base implements Runnable, Closeable {
  private static final String KEY = "abc";
  private static final String FULL = KEY + "def";
  protected int count = 0;
  List<String> names = new ArrayList<>();
  @Autowired private Repo repo;
  static { init(); }

  public Api(int a, String b) {
    super(a);
    this.count = a;
  }

  @GetMapping("/x/{id}")
  public String get(@PathVariable String id, @RequestParam(name = "q") String q) throws IOException {
    Statement st = conn.createStatement();
    st.executeQuery("SELECT * FROM t WHERE id=" + id);
    return q;
  }

  @PostMapping(value = "/y", consumes = "json")
  public ResponseEntity<String> post(@RequestBody Body body) {
    if (body == null) {
      throw new IllegalArgumentException("no " + body);
    } else if (body.size() > 3) {
      return null;
    }
    return ResponseEntity.ok(body.text());
  }

  @Override
  public void run() {
    try {
      risky();
    } catch (IOException | SQLException e) {
      e.printStackTrace();
    } catch (Exception e) {
    } finally {
      close();
    }
    try (InputStream in = new FileInputStream("f"); Reader r = reader()) {
      in.read();
    }
  }

  void loops(int n, String[] args, Object... rest) {
    for (int i = 0; i < n; i++) {
      work(i);
    }
    for (String s : args) {
      System.out.println(s);
    }
    for (;;) { break; }
    while (true) { tick(); }
    do { tick(); } while (n > 0);
    switch (n) {
      case 1:
        one();
        break;
      case 2:
      default:
        two();
    }
    int m = switch (n) { case 1 -> 10; default -> 20; };
    synchronized (this) { tick(); }
    label: while (n > 1) { continue label; }
    assert n > 0 : "neg";
  }

  static <T extends Comparable<T>> T best(List<T> list) {
    return list.stream().filter(x -> x != null).map(Api::conv).findFirst().get();
  }

  boolean checks(Object o, String s, int k) {
    String t = null;
    int a = 1, b = 2;
    final String u = "hello";
    var w = new HashMap<String, Integer>();
    if (o instanceof String) { t = (String) o; }
    if (s == t) return true;
    if (s.equals(t)) { return false; }
    boolean z = !s.isEmpty() && k > 0 || k < -5;
    k += 3;
    k++;
    --k;
    int[] arr = {1, 2, 3};
    int[] arr2 = new int[5];
    arr[0] = k;
    String c = k > 0 ? "pos" : "neg";
    Runnable r = () -> tick();
    Function<String, String> f = (x) -> { return x.trim(); };
    new Thread(new Runnable() { public void run() { tick(); } }).start();
    MessageDigest.getInstance("MD5");
    MessageDigest.getInstance("SHA-256");
    Cipher.getInstance("DES/ECB/PKCS5Padding");
    Runtime.getRuntime().exec("ls " + s);
    use(KEY);
    use("abc");
    use(FULL);
    use(u);
    use("abcdef");
    java.util.Random rnd = new java.util.Random();
    new Random().nextInt(10);
    System.getenv("HOME");
    String.format("a %s", s);
    new File("/tmp/" + s).delete();
    log.info("x {}", s);
    log.info("x " + s);
    Class.forName(s).newInstance();
    builder().a(1).b(2).build();
    builder().build();
    s.equals(s);
    s.concat(t);
    f2(s, t, s);
    f2(k);
    f2();
    return z;
  }

  interface Shape { double area(); default int sides() { return 0; } }
  enum Color { RED, GREEN; Color next() { return RED; } }
  record Point(int x, int y) { }
  @interface Mark { String value() default ""; }
  private class Inner { String pw = "secret"; }
  public static void main(String[] args) { new Api(1, "x").run(); }
  @Deprecated @SuppressWarnings({"unchecked", "rawtypes"}) void old() { }
  abstract void nothing();
}

class Api2 implements Runnable {
  public void run() { }
  @Transactional(readOnly = true)
  private int calc(final int a) { return a; }
}
