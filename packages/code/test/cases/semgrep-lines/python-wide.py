import os, sys as system
import subprocess as sp
from os import path, system as run
from flask import Flask, request, redirect as rd
import xml.etree.ElementTree as ET
from . import local
from ..pkg import thing
from star import *
import hashlib

SECRET = "abc" "def"
URL = "http://" + "x.org"
DEBUG = True
N = 3

app = Flask(__name__)

@app.route("/x", methods=["GET", "POST"])
@login
def view(name, *args, key=None, **kwargs):
    q = request.args.get("q")
    if q is None:
        return "none", 404
    elif q == "":
        return ""
    else:
        cursor.execute("SELECT %s" % q)
    return rd(q)

@app.route("/y")
def second():
    return os.system("ls " + name)

def typed(a: int, b: str = "x") -> bool:
    return a == b

async def co(x):
    async with session.get(x) as r:
        await r.json()
    async for i in it:
        print(i)

class A(Base, metaclass=Meta):
    x = 1
    y: int = 2
    def __init__(self, a):
        super().__init__()
        self.a = a
    @property
    def p(self):
        return self.a
    @staticmethod
    def s():
        pass

class B:
    pass

class C(Base):
    def run(self): return 1

sp.call("ls", shell=True)
sp.call(["ls"], shell=False, cwd="/")
sp.Popen(cmd, bufsize=0, shell=True, stdout=None)
subprocess.call(x)
run("x")
system.exit(1)
path.join("a", "b", c)
ET.parse(f)
hashlib.md5(SECRET)
hashlib.new("md5", usedforsecurity=False)
connect(URL)
connect("http://x.org")
retry(N, 3)
eval(x); exec("y")
f(a, b=1, c=2)
f(a, c=2, b=1)
f(*a, **k)
f(1)(2)
x = y = 3
x: int = 5
x += 1
a, b = b, a
(a, b)
[1, 2, 3]
[]
{1, 2}
{"a": 1, "password": "x", **more}
{k: v for k, v in items}
[i for i in range(10) if i % 2]
(i for i in y)
lambda x, y=1: x + y
a if b else c
a and b
a or b or c
not a
a in b
a not in b
a is None
a is not None
a == None
1 < x < 10
x ** 2
-x
x[0]
x[1:2]
x[::2]
x["k"]["j"]
x.y.z()
"a %s" % b
"a {}".format(b)
f"a {b} c {d!r}"
"plain"
b"bytes"
r"raw\d"
"""doc"""
print("a", file=f)
assert x, "msg"
assert isinstance(x, str)
del x
global g
raise ValueError("x")
raise ValueError("x") from e
raise
with open("f") as f, open("g") as g:
    f.read()
with lock:
    pass
try:
    risky()
except:
    pass
try:
    risky(1)
except Exception:
    pass
try:
    risky(2)
except (A, B) as e:
    log(e)
else:
    ok()
finally:
    done()
for i in range(10):
    print(i)
else:
    print("end")
while True:
    break
while x:
    x -= 1
    continue
if a:
    pass
if a: b()
if x == 1 and y == 2:
    z()
if (n := len(a)) > 10:
    print(n)
match cmd:
    case "go":
        go()
    case [x, y]:
        two()
    case _:
        pass
def gen():
    yield 1
    yield from other()
def inner(a):
    def deep(b):
        return a + b
    return deep
foo().bar().baz()
foo().bar(1).qux(2).baz(3)
obj.attr = request.args["x"]
obj["key"] = 1
open("f", "w").write(data)
logging.getLogger(__name__).info("x")
requests.get(url, verify=False)
requests.get(url, timeout=5, verify=False)
requests.get(url, verify=True)
random.randint(0, 10)
print(f"{x}")
