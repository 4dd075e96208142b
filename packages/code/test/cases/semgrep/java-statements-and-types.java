import java.util.Random;
class A extends HttpServlet {
  // ruleid: meth
  public void doGet(HttpServletRequest req, HttpServletResponse res) throws IOException {
    // ruleid: seq
    File f = x.open(1);
    foo();
    f.read();
    // ruleid: typed
    req.getParameter("a");
    // ok: typed
    other.getParameter("a");
    // ruleid: newt
    new Random();
    // ruleid: cls
    Cipher.getInstance("DES/ECB");
    // ok: cls
    Cipher.getInstance("AES");
  }
  // ruleid: ann
  @Deprecated
  public int old(int a) { return 1; }
  // ok: ann
  public int neu(int a) { return 1; }
}
