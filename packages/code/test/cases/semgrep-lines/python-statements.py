def one():
    f = open("x")
    g()
    return f.read()

def two():
    f = open("x")
    f.read()

def three(cond):
    f = open("x")
    if cond:
        f.read()
    h.read()

def four():
    a()
    b()
    a()
    c()
    b()

def five(request):
    return request

def six(a, request, b=[]):
    x = 1
    return a

def seven(a: str, b: int = 3) -> int:
    return seven(b)

def eight(*, request):
    eight()
    return

async def nine(request):
    return None

@login_required
def ten(r):
    pass

@app.route("/x", methods=["GET"])
@login_required
def eleven():
    raise ValueError("x")

@app.route("/y")
def twelve():
    raise

class A:
    name = "x"
    def save(self):
        self.verify = False

class B(Base):
    pass

class C(Base, Mixin):
    age = 3
    name = 4
    def load(self): pass
    def save(self, x): return x

class D(Mixin, metaclass=M):
    pass

if x:
    b()
if x:
    return 1
if x:
    a()
    return 2
else:
    b()
if x:
    pass
elif y:
    b()
else:
    pass
for i in items:
    del i
for i, j in pairs:
    b()
else:
    c()
while True:
    a()
while x:
    a()
try:
    a()
except:
    pass
try:
    a()
except Exception:
    pass
try:
    a()
except Exception as e:
    log(e)
try:
    a()
finally:
    b()
try:
    a()
except ValueError:
    b()
finally:
    c()
with open("x") as f:
    f.read()
with open("x") as f, open("y") as g:
    pass
with lock:
    pass
with lock():
    a()
x = 1
x: int = 1
y = z = 1
x = "abc"
o.verify = False
o.a.verify = False
d[1] = 2
d["k"] = 2
d['k'] = d["k"]
x += 1
assert x
assert x, "message"
del x
del x, y
global z
a, b = f()
(a, b) = f()
a, b, c = f()
