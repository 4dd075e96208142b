if (n := len(a)) > 10:
    pass
async def aa():
    async with x as y:
        pass
    async for i in z:
        pass
    await go(1)
    yield from q
@dataclass
class DC:
    a: int = 1
@dataclass(frozen=True)
class DC2(Base):
    pass
@app.route("/a")
@login
def r1():
    pass
@login
@app.route("/b")
def r2():
    pass
@app.route("/c")
def r3():
    pass
connect(host="x", password="abc")
connect(password="")
connect(password=pw)
exec(f"a {x}")
exec("a %s" % x)
exec("a {}".format(x))
exec("a" + x)
exec("a")
exec(a)
call(1, secret)
call(public)
call(secret)
class M1(Model):
    a = CharField()
    b = CharField(max_length=3)
    c = IntField()
    def __init__(self, x):
        super().__init__(x)
        self.x = x
class M2:
    a = CharField()
requests.get(u)
requests.get(u, timeout=3)
requests.get(u, headers=h, timeout=3)
risky()
try:
    risky()
except E:
    pass
try:
    risky()
finally:
    done()
def oc1():
    f = open("a")
    f.write("x")
    f.close()
def oc2():
    f = open("b")
    f.write("y")
def oc3(c):
    f = open("c")
    if c:
        f.write("z")
        f.close()
    g.close()
subprocess.run(["sh", "-c", cmd])
subprocess.run(["sh", "-c", cmd, x], check=True)
subprocess.run(["ls"])
subprocess.run(cmd)
[f(x) for x in y]
[f(x, 1) for x in y]
[g(x) for x in y if x]
x[1]
x[1:2]
x["a"]["b"]
def defs(a, b={}, *c, **d): pass
def rt(a: str, b: int = 2) -> str:
    use(a)
    use(b)
    use("lit")
    return a, b
an: str = "x"
a = b = c
a, *b = c
raise X from Y
raise X
raise X("a")
try:
    a()
except E as e:
    pass
try:
    a()
except:
    pass
x in [1, 2]
x in y
"a" "b"
b"a"
f(None)
f(True)
f(1, None)
{1, 2}
{2, 1}
def ir(c):
    if c:
        return 1
    return 1
def ir2(c):
    if c:
        return 1
    return 2
if x == x:
    pass
if x == y:
    pass
if a: pass
elif b: pass
if a: pass
for i in z:
    if i:
        b()
        break
for i in z:
    q()
def ds1():
    danger(1)
def ds2(p):
    if p:
        danger(p)
def ds3(p):
    x = danger(p)
def ds4(p):
    return danger(p)
def ds5(p):
    for i in p:
        with q:
            danger(i)
def ds6(p):
    def inner():
        danger(p)
def lk1():
    lock()
    a()
    unlock()
def lk2():
    lock()
def lk3(c):
    lock()
    if c:
        unlock()
l = lambda x: danger(x)
l = lambda x: danger(y)
x = x
x = y
"a %s" % (x, y)
"a %s" % (x,)
"a %s" % x
request.POST['name']
request.POST["x"]
request.GET.get('a')
request.GET.get('a', 'b')
assert x == y
assert x == y, "m"
assert x
y | FLAG
FLAG | y
y | Z | FLAG
~x
x ** 2
num(2)
num(4)
num(5)
num("11")
num("9")
num("abcdef")
