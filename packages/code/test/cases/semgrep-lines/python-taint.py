def f1():
    x = source()
    sink(x)
    sink(clean(x))
    y = clean(x)
    sink(y)
    sink(1, x)
    sink(x + "a")
    sink("a %s" % x)
    sink(f"a {x}")
    sink(f(x))
    sink(x.a)
    sink(x[1])
    sink([x])
    sink({"a": x})
    sink(a=x)
    sink(x == 1)
    sink(not x)
    sink(len(x))
    sink(lambda: x)
    x = 1
    sink(x)

def f2(p, q=1):
    sink(p)
    sink(q)
    z = p
    sink(z)

def f3(c):
    x = "a"
    if c:
        x = source()
    sink(x)
    if c:
        sink(x)
    while c:
        y = x
    sink(y)
    for i in x:
        sink(i)
    with source() as s:
        sink(s)
    try:
        t = source()
    except E as e:
        sink(t)
    sink(t)

def f4():
    l = []
    l.add(source())
    sink(l)
    l2 = []
    l2.append(source())
    sink(l2)
    d = {}
    d["a"] = source()
    sink(d["a"])
    sink(d["b"])
    sink(d)
    o.x = source()
    sink(o.x)
    sink(o.y)
    sink(o)
    a, b = source()
    sink(a)
    sink(b)
    a2, b2 = source(), 1
    sink(a2)
    sink(b2)

def f5():
    fill(z)
    sink(z)
    x = source()
    check(x)
    sink(x)
    x2 = source()
    if ok(x2):
        sink(x2)
    sink(x2)

def f6():
    a = source()
    b = other()
    sink(a)
    sink(b)
    sink(a + b)
    sink(mix(a))
    sink(mix(b))
    c = mix(a)
    sink(c)
    sink(c, safe=True)
    two(a, b)
    two(b, a)

def f7():
    sink(req.args)
    sink(req.args.get("a"))
    sink(req.args["a"])
    x = req.args
    sink(x)
    sink(req.other)

def f8():
    start()
    sink(1)
    stop()
    sink(2)

def f9():
    q = source()
    db.execute(q)
    db.execute("a" + q)
    q.execute("x")
    return q

def f10():
    x = source()
    def inner():
        sink(x)
    g = lambda: sink(x)
    x += "a"
    sink(x)
    x = x.strip()
    sink(x)
    y = x if x else "a"
    sink(y)
    z = x or "a"
    sink(z)
    w = x > 3
    sink(w)
    v = x - 1
    sink(v)
    u = int(x)
    sink(u)
    k = (x)
    sink(k)
    m = await x
    sink(m)

x = source()
sink(x)
def f11():
    sink(x)
class A:
    y = source()
    def m(self):
        sink(self.y)
        self.z = source()
        sink(self.z)
    def n(self):
        sink(self.z)
