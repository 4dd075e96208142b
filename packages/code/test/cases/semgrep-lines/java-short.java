class A {
  @PreAuthorize("hasRole('X')") @GetMapping(path = "/a", produces = "j")
  public ResponseEntity<?> get(@RequestParam(required = false) String q, Principal p) {
    return ResponseEntity.ok().header("A", q).body(svc.find(q));
  }
  @GetMapping("/b") public String b() { return "x"; }
}
class A {
  void f(String x) throws Exception {
    Statement s = c.createStatement();
    ResultSet r = s.executeQuery("select * from t where a='" + x + "'");
    while (r.next()) { out.println(r.getString(1)); }
    PreparedStatement p = c.prepareStatement("select ?");
    p.setString(1, x);
    p.executeQuery();
  }
}
public class A {
  private static final Logger LOG = LoggerFactory.getLogger(A.class);
  private final Map<String, String> m = new ConcurrentHashMap<>();
  public static A of(String... xs) { return new A(); }
  @Override public int hashCode() { return Objects.hash(m); }
}
class A {
  void f() {
    list.stream().filter(x -> x.a() > 1).map(X::b).collect(Collectors.toList());
    Optional.ofNullable(a).orElseThrow(() -> new E("x"));
    CompletableFuture.supplyAsync(() -> { return 1; }).thenApply(i -> i + 1);
    new Thread(this::run).start();
  }
}
class A {
  int f(int a, int b) {
    if (a > b && b > 0 || a == 0) { return a; }
    int c = a > b ? a : b;
    c += a * b - a / b % 2;
    c <<= 2;
    boolean d = !(a == b);
    return -c;
  }
}
class A {
  static final String K = "a"; final String L = "b"; String m = "c"; private String n = "d"; static final int I = 3;
  void f(String p) {
    String q = "e"; String r = "f" + K; final String s; s = "g"; String t = p;
    u("a"); u(K); u(L); u(m); u(n); u(q); u(r); u(s); u(t); u(A.K); u(this.L); u("e" + "h"); u(I); u(3); u(I + 1); u('a'); u(null);
    q = "z"; u(q); if (x) { q = "y"; } u(q);
    for (int i = 0; i < 3; i++) { u(i); }
    u(String.valueOf("a")); u("a".trim());
  }
}
abstract class A<T> implements I<T>, J {
  @X protected final T a = null;
  @Y(1) @Z abstract T b(@P int c, final String... d) throws E, F;
  A() { this(1); }
  A(int x) { super(x); }
  static { a(); }
  { b(); }
  class In { }
  interface If { void q(); }
  enum En { P, Q(1) { }; En(int... z) { } }
  @interface An { int v() default 1; }
}
