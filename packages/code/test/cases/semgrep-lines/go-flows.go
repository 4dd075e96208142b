package main

import (
	"fmt"
	"net/http"
	"os/exec"
)

var glob = source()

func a1(p string) {
	x := source()
	sink(x)
	y := x + "a"
	sink(y)
	sink(clean(x))
	sink(fmt.Sprintf("a %s", x))
	sink(string(x))
	sink([]byte(x))
	sink(x[0])
	sink(x[1:2])
	sink(len(x))
	sink(&x)
	sink(*x)
	sink(x.f)
	sink(x.(string))
	sink([]string{x})
	sink(T{F: x})
	sink(map[string]string{"a": x})
	x = "a"
	sink(x)
	sink(p)
	sink(glob)
	var z string = source()
	sink(z)
	var w = source()
	sink(w)
	a, err := source()
	sink(a)
	sink(err)
	b, c := source(), 1
	sink(b)
	sink(c)
}

func a2(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query().Get("q")
	exec.Command("sh", "-c", q).Run()
	exec.Command(q)
	fmt.Fprintf(w, q)
	w.Write([]byte(q))
	name := r.FormValue("n")
	db.Query("a" + name)
	db.Query("a", name)
	if name == "x" {
		db.Query(name)
	}
	for _, v := range r.Form["x"] {
		db.Query(v)
	}
	func() { db.Query(name) }()
	go func(n string) { db.Query(n) }(name)
	defer db.Query(name)
	f := func(s string) { db.Query(s) }
	f(name)
	id, _ := strconv.Atoi(name)
	db.Query(id)
	q = "safe"
	exec.Command(q)
}

func a3() {
	o := Obj{}
	o.f = source()
	sink(o.f)
	sink(o.g)
	sink(o)
	m := map[string]string{}
	m["a"] = source()
	sink(m["a"])
	sink(m["b"])
	l := []string{}
	l = append(l, source())
	sink(l)
	var s string
	if c {
		s = source()
	} else {
		s = "a"
	}
	sink(s)
	switch c {
	case 1:
		s = source()
	case 2:
		s = "b"
	default:
		s = "c"
	}
	sink(s)
	for i := 0; i < 3; i++ {
		sink(t)
		t = source()
	}
	ch <- source()
	v := <-ch
	sink(v)
	select {
	case u := <-source():
		sink(u)
	}
	x := source()
	validate(x)
	sink(x)
	sink(!source())
	sink(source() == 1)
	sink(source() - 1)
	sink(source() && true)
	n += source()
	sink(n)
	if e := source(); e != nil {
		sink(e)
	}
	buf.WriteString(source())
	sink(buf)
	copyTo(dst, source())
	sink(dst)
	return source()
}

func (o *Obj) a4(p string, n int) string {
	sink(p)
	sink(n)
	sink(o)
	sink(o.f)
	return p
}
