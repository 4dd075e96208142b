import db
from mod import Client, make
from typing import Dict
import a.b as ab

class Repo:
    conn: db.Conn
    name: str = "x"

    def __init__(self, client: Client, n: int):
        self.client = client
        self.n: int = n

    def find(self, key: str, opts: Dict[str, int] = None) -> "Row":
        cur = self.conn.cursor()
        cur.execute("select " + key)
        try:
            row = cur.fetch()
        finally:
            cur.close()
        return row

    def save(self, row):
        with self.conn.lock():
            if row.id:
                self.conn.update(row)
            else:
                self.conn.insert(row)
        return True

    def drop(self):
        self.conn.drop()

class Other(Repo):
    def drop(self):
        super().drop()
        log("dropped")

def flow(req):
    name = req.get("name")
    if name:
        print(name)
        for i in range(3):
            run(name)
    return name

def flow2(req):
    name = req.get("name")
    name = escape(name)
    run(name)

def flow3(req):
    run(req.get("name"))

def flow4(req):
    x = req.get("a")
    y = req.get("b")
    run(y)
    run(x)

c = Client("a")
c.send("x")
c2 = make()
c2.send("y")
def g(c3: Client, s: str, n: int, l: list, d: Dict[str, int], o=None):
    c3.send("z")
    s.upper()
    n + 1
    l.append(s)
    d.get("k")
    send(s); send(n); send("lit"); send(1); send(o); send(f"x{s}"); send(s + "a")
    t = "lit"
    send(t)
    u: str = other()
    send(u)

lock()
a = 1
if a:
    unlock()

lock()
try:
    work()
finally:
    unlock()

lock()
work()

open("f")
f = open("f")
f = open("f"); f.close()
with open("g") as h: pass
x = open("i").read()

def outer():
    def inner():
        secret = "s"
        return secret
    secret = "t"
    return inner

if x == 1:
    a()
elif x == 2:
    b()
if x == 1:
    a()
    b()
if not x == 1: a()
for i in items:
    if i: break
    work(i)
while ok():
    try:
        step()
    except Exception as e:
        log(e)
        continue
foo(1, 2, 3, k=4)
foo(1, k=4, j=5)
foo(*[1, 2], **{"k": 4})
foo(lambda: bar(1))
foo([bar(2) for _ in x])
foo({"k": bar(3)})
foo(bar(4) if bar(5) else bar(6))
foo(not bar(7))
foo((yield bar(8)))
foo(x[bar(9)])
foo(bar(10).baz)
foo(-bar(11) + 1)
foo(f"{bar(12)}")
foo(k=bar(13))
foo(*bar(14))
ab.c.d(1); ab.c(2); a.b.c.d(3)
