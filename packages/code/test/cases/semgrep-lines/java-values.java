import com.x.Foo;
class A {
  private String priv = "a";
  private String priv2 = "a";
  String pub = "a";
  private final String fin = "a";
  static final int FIVE = 5;
  private Foo foo;
  void set() { priv2 = "b"; }
  void m(String p, Foo arg) {
    use(priv);
    use(priv2);
    use(pub);
    use(fin);
    use(FIVE);
    use(A.FIVE);
    use(this.fin);
    String l = "a";
    use(l);
    String c = "" + "a";
    use(c);
    if (p == null) { l = "b"; }
    use(l);
    use(p);
    String k;
    k = "a";
    use(k);
    int n = 2 + 3;
    use(n);
    Object o = mk();
    use(o);
    foo.bar();
    this.foo.bar();
    arg.bar();
    new Foo().bar();
    Foo f = new Foo(1);
    go();
    f.bar();
    Foo.make(1);
    var v = new Foo();
    v.bar();
    other.bar();
    for (int i = 0; i < 3; i++) { go(); }
    use("a", 1, "a");
    use("a" + p);
    use(p + "a");
  }
  @Override
  public void close() { super.close(); }
  @Ann("x")
  void an1() { }
  @Ann(value = "x")
  void an2() { }
  @Ann(value = "x", other = 1)
  void an3() { super.an1(); }
}
