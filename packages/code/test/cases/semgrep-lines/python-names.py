import subprocess
import subprocess as sp
import os, sys
import os.path
import os.path as osp
from os import path
from os import path as p, getcwd
from subprocess import call
from subprocess import call as c
from a.b import c as abc
from a import b
from a.b.c import d
from flask import Flask
import flask
import flask as fl

subprocess.call(x)
sp.call(x)
call(x)
c(x)
os.path.join(a)
osp.join(a)
path.join(a)
p.join(a)
join(a)
abc.d(1)
b.c.d(1)
d(1)
a.b.c.d(1)
Flask(__name__)
flask.Flask(1)
fl.Flask(1)
os.system(1)
other.call(1)

ONE = 1
A = "a"
B = "b"
use(ONE)
use(A)
use(A + B)
use("a" + "b")
use(A + "b")
use(f"{A}b")
use(ONE + 2)
T = True
use(T)
def f(p):
    z = "a"
    use(z)
    if p:
        z = "b"
    use(z)
    y = p
    use(y)
    w = "a"
    w = "q"
    use(w)
    use(A)
    m = make()
    use(m)
    m.go()
    make().go()
    n = 1
    n += 2
    use(n)
    k = 1 if p else 2
    use(k)
    use("ab")
    s = "a"
    s += "b"
    use(s)
    for i in p:
        t = "a"
    use(t)
def g(A):
    use(A)
class K:
    F = "a"
    def m(self):
        use(self.F)
        use(K.F)
        self.g = "a"
        use(self.g)
def h():
    A = other()
    use(A)
