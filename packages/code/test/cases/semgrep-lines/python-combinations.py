def a1():
    x = foo()
    x.bar()
    y = get(1)
    sink(y)
    sink(get(2))
    foo().bar()
    z = foo()
    z.q().baz()
    w = x.bar()
    if c:
        y = other()
    sink(y)

def a2(p):
    q = foo()
    q = bar()
    q.bar()
    sink(1, 2)
    sink(2, 1)
    sink(bad1, ok)
    sink(ok, bad1)
    sink(ok)
    a.b(1)
    c(2)
    client.get(1)
    server.get(1)
    server.put(1)
    sink(p)

@safe
def a3():
    sink(x)
    return 1

def do_it(x: int, y: str, z):
    sink(x)
    sink(y)
    sink(z)
    with safe():
        sink(z)
    foo(x, y)
    foo()

def cps(p):
    n = 5
    n = n * 2
    sink(n)
    s = "a"
    sink(s + "1")
    sink(s + str(1))
    t = s
    t += "1"
    sink(t)
    m = 10 if p else 10
    sink(m)
    u = "%s" % s
    sink(u)
    while p:
        n = 3
    sink(n)
    sink(10)
    k = -10
    sink(-k)
    try:
        e = "a1"
    except X:
        e = "b"
    sink(e)
    del s
    sink(s)
    l = ["a1"]
    sink(l[0])
    d = {"k": "a1"}
    sink(d["k"])
    sink(f"{t}")
    (v, w) = ("a1", 10)
    sink(v)
    sink(w)

q("SELECT a FROM b")
q("update a")
q("""
select a
from b
""")
def st(x):
    aa = foo()
    bb = bar()
    for i in range(3):
        pass
    if not x:
        raise E("a")
    if not x:
        log()
        raise E
    with open("f") as h:
        go()
        h.write("x")
    with open("g") as h:
        if x:
            h.write("y")
    v = x if x else y
    v = x if z else y
    b = f(get(1))
    b = [get(2)]
    return g(x + y)
class K:
    def m(self, a):
        if a:
            sink(a)
    def n(self):
        pass
sink(safe=True, a=1)
sink(**kw)
sink(a, b=sink(c))
