import os, re
import pickle as pk
import yaml
from hashlib import md5, sha1 as s1
from django.http import HttpResponse as HR
from flask import *
import numpy as np
from a.b.c import d as dd
import a.b.c

CONST = 10
NAME = "admin"
chmod("f", 0o777)
chmod("f", 0o600)
chmod("f", 511)
chmod("f", CONST)
wait(5)
wait(60.5)
wait("60")
wait(-1)
wait(5 * 60)
wait(CONST)
key = "Zq8vK2mXp7LtR4wYc8NbE1d"
pw = "password"
pk.loads(data)
pk.load(open("f"))
yaml.load(f)
yaml.load(f, Loader=yaml.SafeLoader)
yaml.load(f, Loader=Loader)
md5(x)
s1(x).hexdigest()
HR("a" + x)
np.array([1, 2])
dd.go(1)
a.b.c.d.go(2)
re.compile("(a+)+$")
re.match(r"^\d+$", x)
login(user=NAME)
login("admin")
login(user="admin", password="x")
login(password="x", user="admin", remember=True)
os.popen("ls " + d)
os.popen("ls %s" % d)
os.popen(f"ls {d}")
os.popen("ls {}".format(d))
os.popen("ls")
os.popen("ls" + " -l")
cmd = "ls " + d
os.popen(cmd)
cmd2 = "ls"
os.popen(cmd2)
def f1(a, b=None, *args, c, d=1, **kw):
    return a
def f2(): return 1
def f3(a: str, b: int = 3) -> str:
    """doc"""
    if a:
        return a
    return b
def f4(a=[]):
    a.append(1)
def f5(a={}, b=()):
    pass
async def f6(x):
    return await x
class K1(object):
    attr = 1
    @classmethod
    def make(cls, x): return cls(x)
    def __eq__(self, other): return True
    def method(self):
        self.attr = 2
        return self.other()
class K2(K1, metaclass=M):
    class Meta:
        fields = "__all__"
        model = X
class K3: pass
@decorator
class K4: pass
@dec(arg=1)
@other
def f7(): pass
@app.route("/a/<id>", methods=["POST"])
def f8(id): return render("t", id=id)
@app.route("/b")
@login_required
def f9(): return "x"
try:
    go()
except ValueError:
    pass
except (KeyError, TypeError) as e:
    raise
except Exception as e:
    raise RuntimeError("x") from e
try:
    go2()
except:
    log()
finally:
    end()
if x == None: a1()
if x is None or y: a2()
if not x: a3()
if x in [1, 2]: a4()
if "a" in x: a5()
if len(x) == 0: a6()
if x and len(x) > 0: a7()
if __name__ == "__main__":
    main()
for i in range(len(x)):
    print(x[i])
for k, v in d.items(): use(k, v)
while 1: step()
with open("f") as fh:
    fh.read()
with open("g", "w") as fh, lock:
    fh.write("x")
fh2 = open("h")
fh2.close()
fh3 = open("i")
assert x == 1, "m"
assert (x, "m")
d1 = {"a": 1, "b": {"c": 2}}
d2 = dict(a=1, b=2)
l1 = [1, *rest, 3]
t1 = (1,)
s1_ = {1, 2}
x = x if x else y
x = y = z = 0
a, *b = c
x[1:], x[:2], x[::2], x[a:b]
lambda: 0
print("a", end="")
print("a" "b")
print("a" + "b")
"%s %s" % (a, b)
"{} {}".format(a, b=1)
foo.bar.baz(1)
foo(bar)(baz)
foo[0](1)
foo.bar[0].baz
not a == b
a == b == c
-a + +b
a @ b
a // b
x: List[int] = []
def g() -> Dict[str, Any]: yield from h()
nonlocal_ = 1
async def main_():
    async with a as b: pass
    async for i in b: pass
    [i async for i in b]
    await asyncio.gather(*[f(i) for i in x])
request.GET.get("a"); request.POST["b"]; request.args
hashlib.new("md5"); hashlib.new(name="sha1")
a.b().c(); a.b.c(); a.c(); a.b(1).d().c(2)
