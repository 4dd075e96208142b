def f1():
    x = src()
    clean_in_place(x)
    snk(x)
def f2():
    x = src()
    y = x.copy()
    taint_it(y)
    snk(y)
def f3():
    z = fresh()
    taint_it(z)
    snk(z)
def f4(a, b):
    x = src()
    copy(x, a)
    snk(a)
    snk(b)
def f5():
    x = src()
    x.append(1)
    l = []
    l.append(x)
    snk(l)
    l2 = [1]
    l2.extend(x)
    snk(l2)
def f6():
    x = src1()
    y = src2()
    snk(x)
    snk(y)
    snk(x + y)
    snk([x, y])
    z = x
    z = z + y
    snk(z)
def f7():
    x = src()
    if is_ok(x):
        snk(x)
    else:
        snk(x)
    snk(x)
def f8():
    x = src()
    assert_ok(x)
    snk(x)
    return snk(x)
def f9():
    conn = connect()
    conn.auth(src())
    conn.run(cmd)
    conn.run(src())
    other.run(src())
def f10():
    x = src()
    for y in x:
        for z in y.items():
            snk(z)
    while x:
        x = x.next
        snk(x)
def f11():
    d = dict(a=src())
    snk(d)
    snk(d["a"])
    d2 = dict()
    d2["a"] = src()
    d2["b"] = 1
    snk(d2["a"])
    snk(d2)
    e = {**d}
    snk(e)
    t = (src(), 1)
    a, b = t
    snk(b)
def f12():
    try:
        x = src()
    except Exception:
        x = "a"
    else:
        snk(x)
    finally:
        snk(x)
    snk(x)
def f13():
    with ctx() as c:
        c.x = src()
        snk(c.x)
        snk(c)
    snk(c.x)
def f14(x):
    x = src() if x else None
    y = x or "d"
    snk(y)
    snk(x and 1)
    snk(x if x else 1)
    snk("a" if x else "b")
def f15():
    def g():
        return src()
    snk(g())
    h = g
    snk(h())
    def k(p):
        snk(p)
    k(src())
def f16():
    global q
    q = src()
def f17():
    snk(q)
class C:
    v = src()
    def m(self):
        snk(self.v)
        snk(C.v)
    def n(self, a=src()):
        snk(a)
x = src()
def f18():
    snk(x)
snk(x)
if cond:
    x = 1
snk(x)
def f19():
    lst = [i for i in src() if ok(i)]
    snk(lst)
    g = (i for i in src())
    snk(g)
    snk(sum(i for i in src()))
    snk(list(map(lambda i: i, src())))
    snk(sorted(src()))
def f20():
    x = src()
    x.y.z = 1
    snk(x.y.z)
    snk(x.y)
    x.y = 1
    snk(x.y.w)
    x = None
    snk(x.y)
    x = src(); y = x; x = 1; snk(y); snk(x)
