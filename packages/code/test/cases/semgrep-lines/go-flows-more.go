package m

var pkg = src()

type T struct{ a, b string }

func f1() {
	x := src()
	clean(x)
	snk(x)
	y, err := wrap(x)
	snk(y)
	snk(err)
	if err != nil {
		snk(err)
	}
	var z string
	z = x
	snk(z)
	z += "a"
	snk(z)
	z = "b"
	snk(z)
}
func f2(t *T, u T) {
	t.a = src()
	snk(t.a)
	snk(t.b)
	snk(t)
	u.b = src()
	snk(u)
	v := u
	snk(v.b)
	snk(v.a)
	p := &u
	snk(p.b)
	w := T{a: src()}
	snk(w.a)
	snk(w.b)
	snk(w)
}
func f3() {
	m := make(map[string]string)
	m["a"] = src()
	snk(m["a"])
	for k, v := range m {
		snk(k)
		snk(v)
	}
	s := []string{}
	s = append(s, src())
	snk(s[0])
	s2 := append([]string{}, s...)
	snk(s2)
	copy(s3, s2)
	snk(s3)
	ch := make(chan string)
	ch <- src()
	snk(<-ch)
	go func() { ch <- src() }()
	for c := range ch {
		snk(c)
	}
}
func f4() {
	f := func() string { return src() }
	snk(f())
	g := func(a string) { snk(a) }
	g(src())
	func(a string) { snk(a) }(src())
	h := func() { snk(x) }
	h()
	x := src()
	k := func() { snk(x) }
	k()
	defer snk(x)
	defer func() { snk(x) }()
	go snk(x)
}
func f5(c bool) {
	x := src()
	if c {
		x = "a"
		return
	}
	snk(x)
	if !c {
		x = "b"
	} else {
		panic(x)
	}
	snk(x)
	y := src()
	switch {
	case c:
		y = "a"
	default:
		y = "b"
	}
	snk(y)
	for i := 0; i < 3; i++ {
		if c {
			continue
		}
		snk(z)
		z = src()
	}
	z := src()
	for {
		z = "a"
		break
	}
	snk(z)
	w := src()
	goto end
end:
	snk(w)
	_ = w
	a, b := src(), "b"
	a, b = b, a
	snk(a)
	snk(b)
	var c1, c2 = src(), "x"
	snk(c1)
	snk(c2)
}
func f6() {
	x := src()
	snk("a" + x)
	snk(fmt.Sprintf("%s", x))
	snk(strings.Join([]string{x}, ","))
	snk(string(x))
	snk([]byte(x))
	snk(x.y.z)
	snk(x.m())
	snk(x[0])
	snk(x[1:])
	snk(*x)
	snk(&x)
	snk(!x)
	snk(x == "a")
	snk(len(x))
	snk(x.(string))
	snk(struct{ a string }{x})
	snk(func() string { return x })
	snk(map[string]string{x: "a"})
	snk(interface{}(x))
	if v, ok := x.(string); ok {
		snk(v)
		snk(ok)
	}
	snk(1, x)
	snk(x...)
	var e error = x
	snk(e.Error())
}
func (t *T) f7(p string, q *T, r ...string) (out string) {
	snk(p)
	snk(q)
	snk(r)
	snk(r[0])
	snk(q.a)
	snk(t)
	snk(t.a)
	out = p
	snk(out)
	return
}
func f8() string { return src() }
func f9() { snk(f8()); snk(pkg) }
