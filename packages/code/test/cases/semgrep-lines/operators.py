secret_one = 1
key = "abc"
key = "bcd"
f(a)
f(b)
f(bad)
f(b, c)
f("abc")
f("ABC")
f('abc')
f(1)
def test_x():
    f(a)
    f(c)
def other():
    f(a)
    g(
        h(1),
        h(2))
    g(h(2), x)
    g(x, y)
g(y, h)
class K:
    f(d)
q("SELECT a FROM b")
q("UPDATE a")
chmod("x", 0o777)
chmod("x", 0o600)
chmod("x", 511)
chmod("x", mode)
port(80)
port("80")
port(443)
port("8080")
port(0o200)
port(5000)
pair(1, 2)
pair(2, 1)
pair(a, b)
ent("aaaaaaaaaaaa")
ent("kX9fQ2mB7zLw4RtY8vNc3Jd6Hs1Pg5Ue")
ent("password")
rex("(a+)+$")
rex("(a|aa)+$")
rex("abc+")
x = make()
f(x)
y = make()
f(y)
f(z)
def src():
    s = source()
    sink(s)
    sink(clean(s))
a and b
b and a
a and b and c
A | B
B | A
A | C | B
1 + 2 + 3
3 + 2 + 1
x == None
None == x
x == y
x is None
x is not None
a < b
a < b < c
not x
x not in y
not x in y
[i for i in z]
[i for i in z if i]
(i for i in z)
d1 = {'k': 1}
d2 = {'a': 2, 'k': 1}
d3 = {'a': 2}
d4 = [1]
d5 = [2, 1]
d6 = (1, 2)
d7 = (2,)
l1 = lambda x: x
l2 = lambda: 1
l3 = lambda x, y: x
t1 = a if b else c
s1 = a[1:2]
s2 = a[:2]
s3 = a[0]
def gen():
    yield 1
    yield
print("abc")
print(x, file=y)
m1 = x * 2
m2 = 2 * x
n1 = -1
num(255)
num(0xff)
num(255.0)
v = "abc"
w = "abd"
