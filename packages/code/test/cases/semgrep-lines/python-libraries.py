import flask
from flask import request
from flask import request as rq
from django.http import HttpResponse
import yaml, hashlib, os, sys, logging
from yaml import SafeLoader
import numpy as np
from . import local
from pkg import *
def a():
    x = input("a")
    y = 1
    exec(x)
def b():
    x = input("b")
    if x:
        exec(x)
render(1)
request.args.get("a")
rq.args.get("b")
flask.request.args.get("c")
request.form.get("d")
request.args
HttpResponse("a")
yaml.load(f)
yaml.load(f, Loader=SafeLoader)
yaml.load(f, Loader=yaml.SafeLoader)
yaml.load(f, Loader=yaml.Loader)
yaml.load(f, yaml.Loader)
hashlib.md5(x)
hashlib.md5()
hashlib.new("md5")
hashlib.new('MD5', x)
alg = "md5"
hashlib.new(alg)
app.run(debug=True)
app.run("0.0.0.0", debug=True, port=1)
app.run(debug=False)
app.config['SECRET_KEY'] = 'abc'
app.config["SECRET_KEY"] = os.environ["X"]
app.config.update(a=1)
os.environ["X"]
os.environ.get('X')
os.environ.get('X', 'y')
open(p, 'w')
open(p, "wb")
open(p, 'r')
open(p, mode='w')
logging.info(f"a {x}")
logging.info("a %s" % x)
logging.info("a %s", x)
cursor.execute("a {}".format(x))
cursor.execute("a" + x)
cursor.execute("a %s" % x, y)
cursor.execute(f"a {x}")
cursor.execute(f"a")
cursor.execute("a", x)
@app.route("/q")
def q(name, n=1):
    z = request.args.get("z")
    cursor.execute(z)
    cursor.execute("a" + request.form["x"])
    open(name)
    open("a" + n)
    open(z)
    w = flask.request.cookies
    cursor.execute(w)
def lst():
    l = []
    l.append(input())
    exec(l)
    m = []
    m.append(1)
    exec(m)
def doc():
    '''doc'''
    return 1
def doc2():
    """doc"""
def nodoc():
    return 1
print(x, file=sys.stderr)
print(x)
[i for i in z if i]
[i for i in z]
{k: v for k, v in z}
(i for i in z)
(f(i) for i in z)
i: int = 3
class E1(Exception): pass
class E2(Exception):
    pass
class E3(Exception):
    a = 1
class E4(Base):
    a = 1
    b = 2
try:
    a()
except (A, B):
    pass
try:
    a()
except (A, B) as e:
    pass
try:
    a()
except Exception:
    pass
finally:
    b()
with a, b: pass
with a: pass
import x as y
x["a"]["b"]
x["a"]
"a".format(**d)
"a".format(d)
getattr(a, b)(1)
getattr(a, b)
def t1(c):
    return x if c else x
def t2(c):
    return x if c else y
assert isinstance(x, int)
if x is not None and x: pass
while x: go()
while x:
    go()
    stop()
l = lambda *a: a
l = lambda a: a
