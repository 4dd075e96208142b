import os, sys
import os.path as p
from os import system as s, popen
from . import x1
from .. import x2
from .x3 import x4 as x5
import x6.x7
from typing import List, Optional
try:
    import x8
except ImportError:
    x8 = None
@d1
@d2(1)
@d3.d4(a=1)
class A(B, C, metaclass=M):
    """doc"""
    a: int
    b: int = 1
    c = d = 2
    def __init__(self, *args, **kwargs): super(A, self).__init__(*args, **kwargs)
    @property
    def p(self) -> int: return self._p
    @p.setter
    def p(self, v): self._p = v
    @staticmethod
    def s(x): return x
    @classmethod
    async def k(cls): return cls
    class Inner: pass
def f1(): pass
def f2(a, /, b, *, c=1): return a, b
def f3(a: Optional[int] = None, *b: str, **c: Any) -> List[int]: ...
async def f5(): return await g()
def f6():
    global a1
    nonlocal_ = 1
    yield
    x = yield 1
    return
def f7(n): return n if n else f7(n - 1)
lambda: 0
lambda x, *y, z=1, **w: (x, y)
a = 1; b = 2
a = b = 3
a, b = 1, 2
(a, b) = c
[a, b] = c
a, (b, *c) = d
a.b = 1
a[0] = 1
a[0][1:2] = 1
a += 1; a -= 1; a *= 2; a //= 2; a **= 2; a |= 1; a @= b
a: int = 1
a: "str"
del a, b[0]
assert a
assert a == 1, f"x {a}"
if a: b
elif c: d
else: e
if not a: pass
if a and b or c: pass
if a is not None and b not in c: pass
while True:
    if a: break
    continue
else: pass
for a in b: pass
for i, (a, b) in enumerate(c): print(i)
for x in [1, 2]: use(x)
with a: pass
with a as b, c as d: pass
with open("x") as f: data = f.read()
try: a()
except A: b()
except (B, C) as e: raise
else: c()
finally: d()
raise A
raise A("x") from None
raise A(f"x {b}")
return_ = [x for x in y]
[x for x in y if x if z]
[x for x in y for z in x]
{x: y for x, y in z}
{x for x in y}
(x for x in y)
sum(x for x in y)
{**a, "b": 1}
{"a": 1, "b": [1, 2, {"c": 3}]}
[*a, 1]
(1,)
()
a if b else c
a or b
not a
a < b < c
a in b
a is b
-a
~a
a + b - c
a % b
a << 1
a[1]
a[-1]
a[1:]
a[:1]
a[::2]
a["k"]["l"]
a.b.c
a()
a(b)(c)
a(b, c=1, *d, **e)
a(*b)
a(x for x in y)
a.b(c).d(e).f
"a" "b"
'a' + "b" + c
"%s" % a
"%s %s" % (a, b)
"{}".format(a)
f"{a}" + "b"
b"x" + rb"y"
"""multi
line"""
1_000 + 0xff + 0b1 + 1e3 + 1j
None; True; False; ...
print(a, b, sep="", file=sys.stderr)
exec("a"); eval(a); compile(a, "b", "exec"); __import__("a"); getattr(a, "b"); globals()["a"]
os.system("a" + b); s("c"); popen(d); p.join(a, b); os.path.exists(a); sys.exit(1); x5(1); x6.x7.f(2)
subprocess.run(["a", b], shell=True, check=True); subprocess.Popen("a %s" % b, shell=True); subprocess.check_output(a, stderr=STDOUT)
requests.get(a, verify=False, timeout=1); requests.post(a, data={"b": c}, headers={"Authorization": "Bearer " + t}); requests.Session().get(a)
hashlib.md5(a).hexdigest(); hashlib.new("sha1", a); random.random(); secrets.token_hex(16)
cursor.execute("SELECT * FROM t WHERE a = '%s'" % b); cursor.execute("SELECT ?", (a,)); cursor.execute(f"SELECT {a}"); cursor.executemany(a, [b]); db.session.query(A).filter(A.b == c).all(); A.objects.raw("SELECT " + b); A.objects.filter(a=b).extra(where=["a = " + c])
render_template_string("x" + a); Template(a).render(b=c); Markup(a); mark_safe("x" + a); jinja2.Environment(autoescape=False); app.run(debug=True, host="0.0.0.0"); app.config["SECRET_KEY"] = "abc"; app.config.update(SECRET_KEY="abc", DEBUG=True)
yaml.load(a, Loader=yaml.Loader); pickle.loads(base64.b64decode(a)); ET.fromstring(a); tempfile.mktemp(); tarfile.open(a).extractall(b); zipfile.ZipFile(a).extractall(); os.chmod(a, 0o777); socket.bind(("0.0.0.0", 80)); ssl._create_unverified_context(); re.match("(a+)+", b); logging.info("a %s", b); logging.info("a " + b); open(a, "w").write(b); input("x"); jwt.decode(a, verify=False); jwt.encode({"a": 1}, "secret", algorithm="HS256"); AES.new(k, AES.MODE_ECB); set_cookie("a", "b", secure=False, httponly=True); redirect(request.args.get("next")); flask.send_file(a, as_attachment=True); int(a, base=16); sorted(a, key=lambda x: x[1], reverse=True); dict(a=1, **b)
