import java.util.*;
import x.y.Db;
class A extends B {
  private Db db; static Db sdb = new Db(); List<String> names; Map<String, List<Integer>> map; int count; Integer boxed; String[] arr; final String K = "k";
  A(Db db, String s) { this.db = db; db.run(1); this.db.run(2); send(s); }
  void m(Db d, String s, int n, boolean b, Object o, List<String> l, String[] a, String... v) {
    d.run(3); sdb.run(4); db.run(5); A.sdb.run(6); new Db().run(7); get().run(8); ((Db) o).run(9);
    send(s); send(n); send(b); send(o); send(l); send(a); send(v); send("lit"); send('c'); send(1); send(1.5); send(true); send(null); send(s + n); send(a[0]); send(s.length()); send(K); send(count); send(boxed); send(this.count); send(names); send(l.get(0)); send((String) o); send(n + 1); send(String.valueOf(n));
    String local = other(); send(local); var inferred = "x"; send(inferred); final int fin = 3; send(fin); Db loc = d; loc.run(10); for (String each : l) { send(each); } for (int i = 0; i < n; i++) { send(i); } try (Db res = open()) { res.run(11); } catch (Exception e) { send(e); } l.forEach(x -> send(x)); Function<String, Integer> fn = (String y) -> { send(y); return 1; };
    if (s.equals("a")) { return; } else if (s.isEmpty()) { throw new E("x"); } else { send(2); }
    String t = null; t = s; t += "a"; int q = n > 0 ? 1 : 2; q = q++ + --q; boolean z = !b || n == 1 && s != null; Object w = b ? s : o; synchronized (this) { send(3); }
    int[] nums = {1, 2}; nums[0] = nums[1]; String[][] grid = new String[2][]; List<? extends Db> wild = null; char c = s.charAt(0); long big = 1L << 3; float f = 1f; double dd = .5; byte by = (byte) n;
    switch (n) { case 1: send("one"); break; case 2: { send("two"); } default: send("d"); } while (b) { if (n == 3) break; else continue; } do { n--; } while (n > 0);
    Runnable r = this::run; Supplier<Db> sup = Db::new; new Thread() { @Override public void run() { send("anon"); } }.start(); assert n > 0 : "msg"; int h = s.hashCode(), j = 2; label: for (;;) break label;
  }
  <T extends Db> T gen(Class<T> c) throws X { return c.cast(db); }
  @Override @Deprecated public String toString() { return "A" + db; }
  protected static synchronized void st() { }
  interface In { String K = "x"; void go(); default int d() { return 1; } }
  enum En { X { void f() {} }, Y; void f() {} }
  static class Nest<T> implements Comparable<T> { public int compareTo(T o) { return 0; } }
}
