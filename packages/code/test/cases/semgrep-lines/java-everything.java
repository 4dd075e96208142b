package p.q;
import a.b.C;
import a.b.d.*;
import static a.b.E.f;
import static a.b.G.*;
import org.springframework.jdbc.core.JdbcTemplate;
import javax.persistence.EntityManager;

@Entity @Table(name = "t")
public abstract class K<T extends Comparable<T>> extends L<T> implements M, N<T>, Serializable {
  private static final long serialVersionUID = 1L;
  static final String[] ARR = {"a", "b"};
  volatile int v; transient String tr = ""; protected List<? extends T> w; int[] x, y[]; char c = 'x';
  @Autowired @Qualifier("q") private JdbcTemplate jdbc;
  @PersistenceContext EntityManager em;
  { inst(); }
  static { stat(); }
  K() { super(); init(); }
  public K(int a, String... b) throws IOException { this(); this.v = a; }
  public abstract void abs();
  @Override protected final synchronized int get(final int i, @NotNull List<String> l) throws E1, E2 { return i + l.size(); }
  static <A, B extends A> Map<A, B> gen(A a, B b) { return new HashMap<>() {{ put(a, b); }}; }
  native void nat();
  void m1() { return; }
  int m2(int a) { if (a > 0) return a; else if (a == 0) return 0; else { return -a; } }
  void m3() { for (int i = 0, j = 1; i < j; i++, j--) { if (i == 2) continue; } for (var e : map.entrySet()) { System.out.println(e.getKey() + "=" + e.getValue()); } while (it.hasNext()) it.next(); do { x++; } while (x < 3); }
  void m4(String s) { switch (s) { case "a": a(); break; case "b": { b(); break; } default: c(); } switch (s) { case "x" -> a(); case "y", "z" -> { b(); } default -> c(); } String r = switch (s) { case "q" -> "1"; default -> { yield "2"; } }; }
  void m5() throws Exception { try { a(); } catch (final IOException e) { b(e); } try { a(); } finally { b(); } try (var in = open(); var out = open2()) { in.x(); } catch (A | B e) { throw new RuntimeException(e); } try { a(); } catch (Exception e) { e.printStackTrace(); } try { a(); } catch (Exception ignored) { } }
  void m6() { Object o = new int[3]; Object p = new int[]{1, 2}; Object q = new String[]{"a"}; Object r = new A.B(); Object s = o.new In(); Object t = (List<String>) o; Object u = (o instanceof String str) ? str : null; Object w = String.class; int[] z = {1, 2, 3}; z[0]++; int h = z[1] = 3; }
  void m7() { Runnable a = () -> {}; Function<A, B> b = x -> x.y(); BiFunction<A, B, C> c = (x, y) -> { return x; }; Supplier<A> d = A::new; F e = this::m1; G g = String::valueOf; l.stream().filter(x -> x > 1).map(String::trim).sorted().collect(Collectors.toList()); new Thread(() -> run()).start(); exec.submit(new Callable<String>() { public String call() { return "a"; } }); }
  void m8(String a, HttpServletRequest req, HttpServletResponse res) throws Exception {
    jdbc.query("select " + a, mapper); jdbc.queryForObject("select ?", new Object[]{a}, String.class); em.createQuery("from A where b = '" + a + "'"); em.createNativeQuery(String.format("select %s", a)).getResultList(); conn.prepareStatement("select " + a).executeQuery(); stmt.executeUpdate("delete " + a);
    Runtime.getRuntime().exec(new String[]{"sh", "-c", a}); new ProcessBuilder("ls", a).start(); new ProcessBuilder(List.of("a")).start(); Class.forName(a).getDeclaredConstructor().newInstance(); new File(a); new File("/x", a); Paths.get(a); Files.readAllBytes(Paths.get("/x/" + a)); new FileInputStream(new File(a));
    MessageDigest md = MessageDigest.getInstance("MD5"); md.update(a.getBytes()); Cipher ci = Cipher.getInstance("AES/ECB/PKCS5Padding"); ci.init(Cipher.ENCRYPT_MODE, new SecretKeySpec("k".getBytes(), "AES")); KeyGenerator.getInstance("AES").init(64); new Random().nextInt(); new SecureRandom().setSeed(1); new IvParameterSpec(new byte[]{0, 0});
    res.sendRedirect(req.getParameter("u")); res.addHeader("X", req.getHeader("Y")); Cookie ck = new Cookie("a", a); ck.setSecure(false); ck.setHttpOnly(true); res.addCookie(ck); res.setHeader("Access-Control-Allow-Origin", "*"); req.getRequestDispatcher(a).forward(req, res); res.getWriter().write("<b>" + a);
    DocumentBuilderFactory dbf = DocumentBuilderFactory.newInstance(); dbf.setFeature("http://x", true); dbf.newDocumentBuilder().parse(a); new ObjectInputStream(in).readObject(); XMLInputFactory.newInstance().createXMLStreamReader(r); ctx.lookup("ldap://" + a); parser.parseExpression(a).getValue(); ScriptEngine se = new ScriptEngineManager().getEngineByName("js"); se.eval(a); log.info("x {} {}", a, b); log.error("x" + a, e); System.out.printf("%s", a); String.format(a, b); a.matches("(a+)+"); Pattern.compile("(a+)+$").matcher(a).matches(); if (a == "x") {} if (a.equals("password")) {} if ("admin".equals(a)) {} http.csrf().disable().authorizeRequests().antMatchers("/**").permitAll(); http.headers().frameOptions().disable(); SSLContext.getInstance("SSL").init(null, tm, null); assert a != null : "x"; a = b = c; a += "x"; a = a + "y" + 1; int k = ~3 & 4 | 5 ^ 6 >>> 2; boolean bo = !x && (y || z) == false; label: for (;;) { break label; } synchronized (this) { n(); } ; throw new IllegalStateException(String.format("x %s", a));
  }
}
interface I<T> extends J<T> { int A = 1; void m(); default void n() { } static void o() { } }
enum En implements I { A("x") { void p() { } }, B; private String s; En() { } En(String s) { this.s = s; } }
record Rec<T>(int a, @NotNull T b) implements I { Rec { check(a); } static int z = 1; int sum() { return a + 1; } }
@interface An { String value() default "x"; int[] n() default {}; }
