@app.get("/items/{id}")
async def read(id: int, q: str = Query(None), db=Depends(get_db)):
    return db.execute(text(f"select {q}"))
import os
def walk(p):
    for root, dirs, files in os.walk(p):
        for f in files:
            if f.endswith(".py"):
                yield os.path.join(root, f)
x = [1, 2, 3]
y = {"a": [1, {"b": 2}]}
z = (1, (2, 3))
w = {1, 2}
f(x, *y, **z)
f(*[1, 2])
class A(models.Model):
    name = models.CharField(max_length=10, null=True)
    age = models.IntegerField()
    class Meta:
        ordering = ["name"]
    def __str__(self):
        return self.name
class B(models.Model):
    title = models.CharField(null=True)
try:
    a()
except (ValueError, KeyError):
    pass
except Exception as e:
    logging.error(e)
    raise
if a == 1 or b == 2 or c == 3:
    d()
if a and (b or c):
    e()
if not (a and b):
    f()
s = "password=" + pw
t = "%s:%s" % (u, pw)
v = "{}:{}".format(u, pw)
r = f"{u}:{pw}"
q = "a" "b" + c
with open(a) as f, open(b, "w") as g:
    g.write(f.read())
with lock:
    x += 1
async def z():
    async with s.get(u) as r:
        return await r.text()
lambda x: eval(x)
map(lambda x: x + 1, y)
sorted(z, key=lambda t: t[1])
os.environ["A"] = "b"
x = os.environ.get("A", "default")
y = os.environ["B"]
z = os.getenv("C")
import foo.bar as fb
from foo import bar
from foo.bar import baz as qux, quux
import foo
foo.bar.baz(1)
fb.baz(2)
bar.baz(3)
qux(4)
quux(5)
foo.bar.baz
x = foo.bar
x.baz(6)
def a(x):
    y = x
    y = y + "s"
    return y
def b(x):
    z = 1
    if z > 0:
        z = 2
    return z
K = "s"
def c():
    print(K)
    print("s")
    L = "t"
    if q: L = "u"
    print(L)
    M = "a" + "b"
    print(M)
    N = f"x{M}"
    print(N)
    print("%s" % K)
    O = 5 * 2
    print(O)
    print(-5)
    print(not True)
foo(a=1, b=2)
foo(b=2, a=1)
foo(1, 2, c=3)
foo(1, c=3, d=4)
foo(c=3)
foo()
foo(*a)
foo(**k)
foo(a for a in b)
class A(object):
    x = 1
    def f(self): pass
class B:
    """doc"""
    def g(self, a): return a
    y = 2
class C(A, B):
    def f(self):
        super().f()
        self.z = 3
class D(): pass
a = b if c else d
e = [x for x in y if x > 1]
f = {k: v for k, v in z.items() if v}
g = (lambda: 1)()
h = i[j][k]
l = m[1:2, 3]
n = not o and p
q = r is not s
t = u not in v
w = x < y <= z
aa = await_(bb)
cc = dd @ ee
ff = ~gg
hh = ...
ii = 1 if jj else 2 if kk else 3
