import subprocess
from hashlib import md5
import hashlib as h
# ruleid: kw
subprocess.run("ls", shell=True, cwd=".")
# ok: kw
subprocess.run("ls", shell=False)
# ruleid: alias
md5(b"x")
# ruleid: alias
h.md5(b"x")
# ruleid: dict
d = {"a": 1, "secret": 2}
# ok: dict
d = {"a": 1}
# ruleid: deco
@app.route("/x")
def f(a, b=1):
    # ruleid: strmv
    connect("http://x")
    # ok: strmv
    connect("https://x")
    # ruleid: cmp
    generate(1024)
    # ok: cmp
    generate(4096)
    # ruleid: deepe
    foo(1 + bar(2))
    # ruleid: tryx
    try:
        x()
    except Exception:
        pass
    # ruleid: ifx
    if a:
        y()
        return 1
    # ruleid: chain
    a.b().c(1).execute("x")
    # ruleid: mvp
    run(a + b)
    # ruleid: mvp
    run(f"a{b}")
    # ok: mvp
    run(a)
def g():
    q = request.args.get("x")
    # ruleid: taint
    os.system("ls " + q)
    # ok: taint
    os.system("ls " + clean(q))
    z = q.upper()
    # ruleid: taint
    cur.execute(z, 1)
    # ok: taint
    cur.execute("x", z)
    q = "a"
    # ok: taint
    os.system(q)
    # ruleid: taint
    os.system(request.args.get("y"))
