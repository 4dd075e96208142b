import os
from flask import request

def a1(p):
    x = source()
    sink(x)
    y = x + "a"
    sink(y)
    z = "a %s" % x
    sink(z)
    sink("a {}".format(x))
    sink(f"a {x}")
    sink(clean(x))
    sink(x[0])
    sink(x.attr)
    sink([x])
    sink({"a": x})
    sink((x, 1))
    sink(str(x))
    sink(len(x))
    x = 1
    sink(x)
    sink(p)

def a2():
    a, b = source()
    sink(b)
    c, d = source(), 1
    sink(c)
    sink(d)
    e = f = source()
    sink(e)
    sink(f)
    g = [source()]
    sink(g[0])
    h = {"k": source()}
    sink(h["k"])
    sink(h["j"])
    h2 = {}
    h2["a"] = source()
    sink(h2["a"])
    sink(h2["b"])
    sink(h2)
    i = (source(), 2)
    sink(i)

def a3():
    for v in source():
        sink(v)
    for k, v in source().items():
        sink(k)
    w = [q for q in source()]
    sink(w)
    sink([q + 1 for q in source() if q])
    with source() as s:
        sink(s)
    with open(source()) as t:
        sink(t)
    while source():
        pass
    u = (lambda: source())()
    sink(u)
    m = lambda n: sink(n)
    if (o := source()):
        sink(o)

def a4(r):
    if r:
        b = source()
    else:
        b = 1
    sink(b)
    try:
        c = source()
    except Exception as e:
        sink(e)
    sink(c)
    d = source()
    del d
    sink(d)
    e = source()
    if e == "x":
        sink(e)
    e = clean(e)
    sink(e)
    g = source() if r else 1
    sink(g)
    h = source() or "x"
    sink(h)
    i = not source()
    sink(i)
    j = source() == 1
    sink(j)
    k = -source()
    sink(k)
    l = source() in z
    sink(l)
    n = 1
    n += source()
    sink(n)
    raise sink(source())

class A:
    f = source()
    def __init__(self):
        self.x = source()
        sink(self.x)
        sink(self.y)
        sink(self)
    def m(self):
        sink(self.x)
        self.z.w = source()
        sink(self.z)
        sink(self.z.w)

@app.route("/x")
def view(name):
    q = request.args.get("q")
    os.system("ls " + q)
    os.system(q)
    os.system(name)
    os.system(int(q))
    db.execute("a", q)
    db.execute(q, 1)
    db.execute("a %s" % request.form["x"])
    body = request.json
    os.system(body["a"]["b"])
    os.system(shlex.quote(q))
    def inner():
        os.system(q)
    return q

def a5():
    l = []
    l.append(source())
    sink(l)
    s = ""
    for i in range(3):
        sink(s)
        s = source()
    t = copy.deepcopy(source())
    sink(t)
    u = ",".join([source()])
    sink(u)
    update(v, source())
    sink(v)
    w = source()
    validate(w)
    sink(w)
    x = source()
    if not ok(x):
        return
    sink(x)
    global G
    G = source()
    sink(G)
    yield source()
    print(*source())
    sink(*source())
    sink(k=source())
    sink(1, 2, k=source())
    assert sink(source())
    sink(await source())
