def a1(req):
    q = req.query
    sink(q.a); sink(q["b"]); sink(q.a.b["c"])
def a2(req):
    q = req.query.strip().lower()
    sink(q)
def a3(req):
    m = {}
    m.update(a=req.query)
    sink(m)
    m2 = {"a": req.query}
    sink(m2.get("a"))
    for k, v in m2.items():
        sink(v)
def a4(req):
    fn = lambda x: sink(x)
    fn(req.query)
    def inner(y):
        sink(y)
        sink(req.query)
    inner(req.query)
def a5(req):
    s = "".join([req.query, "a"])
    sink(s)
    t = "a" + str(req.query)
    sink(t)
    sink("%s" % req.query)
    sink("%(a)s" % {"a": req.query})
    sink("{a}".format(a=req.query))
    sink(f"{req.query!r}")
def a6(req):
    if not valid(req.query):
        return
    sink(req.query)
def a7(req):
    x = req.query if safe else "a"
    sink(x)
    y = req.query and 1
    sink(y)
    z = [i for i in req.query]
    sink(z)
    w = {k: v for k, v in req.query}
    sink(w)
    sink(any(i for i in req.query))
def a8(req):
    x = req.query
    x = clean(x)
    sink(x)
    x += req.query
    sink(x)
    x = x[1:]
    sink(x)
    del x
def a9(req):
    try:
        raise ValueError(req.query)
    except ValueError as e:
        sink(e)
    try:
        x = req.query
    finally:
        sink(x)
    with open(req.query) as f:
        sink(f)
        for line in f:
            sink(line)
def a10(req, *args, **kw):
    sink(args)
    sink(kw)
    sink(kw["a"])
class K:
    def h(self, req):
        self.q = req.query
        sink(self.q)
        self.r()
    def r(self):
        sink(self.q)
def a11(req):
    a, (b, c) = req.query
    sink(c)
    d, *e = req.query
    sink(e)
    f = g = req.query
    sink(f); sink(g)
    (h := req.query)
    sink(h)
    i = (req.query, 1)
    j, k = i
    sink(k)
    l = [req.query]
    sink(l[0])
    l[0] = 1
    sink(l)
def a12(req):
    while req.query:
        sink(1)
    x = None
    while True:
        sink(x)
        x = req.query
        if x: break
    sink(x)
    global G
    G = req.query
    sink(G)
async def a13(req):
    x = await req.query
    sink(x)
    async for i in req.query:
        sink(i)
    async with req.query as c:
        sink(c)
def a14(req):
    x = req.query
    y = x
    x = 1
    sink(y)
    sink(x)
    return y
def a15(req):
    sink(int(req.query)); sink(len(req.query)); sink(req.query == 1); sink(not req.query); sink(req.query in z); sink(-req.query)
    sink(sorted(req.query, key=lambda i: i)); sink(*req.query); sink(**req.query); sink(a=req.query)
    print(req.query, file=sink(1))
