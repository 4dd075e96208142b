package main

import "crypto/md5"
import (
	"net/http"
	ht "net/http"
	"os/exec"
	m5 "crypto/md5"
	"crypto/sha1"
)

const A = "a"
const N = 1
var G = "g"

type Point struct {
	X int
	Name string
}

type S struct{ x int }

type I interface {
	M()
}

func one(s string, n int, db *sql.DB) error {
	run()
	run(1, 2)
	o.Run(1)
	http.Get("x")
	ht.Get("x")
	md5.New()
	m5.New()
	sha1.New()
	exec.Command("x", s)
	x := 1
	x = 2
	y, err := two(1)
	z, _ := two(1)
	var v = 3
	var w string
	var u string = "a"
	if err != nil {
		return err
	}
	if err != nil {
		a()
		return err
	}
	if e := f(); e != nil {
		return e
	}
	if x > 1 { a() } else { b() }
	if x > 1 { a() } else if x > 2 { b() }
	db.Query("x")
	s + "b"
	t := s + u
	use(n)
	use(s)
	use(A)
	use(N)
	use(G)
	use(u)
	use("lit")
	k := "a"
	use(k)
	if x > 2 { k = "b" }
	use(k)
	use(k + "c")
	return nil
}

func (p *Point) Method(a int) (int, error) {
	return 1, nil
}

func (p Point) Val() {
	p.Name = "x"
	q := p.Name
}

func three(w http.ResponseWriter, r *http.Request) {
	for { a() }
	for k, v := range xs { a() }
	for _, v := range xs { a() }
	for k := range xs { a() }
	for x < 3 { a() }
	for i := 0; i < 10; i++ { a() }
	go run(1)
	go func() { a() }()
	defer f.Close()
	defer func() { a() }()
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { a() })
	c := tls.Config{InsecureSkipVerify: true}
	d := &tls.Config{MinVersion: 1, InsecureSkipVerify: true}
	e := tls.Config{}
	p := Point{1, "x"}
	b := []byte(s)
	l := []string{"x", "y"}
	l2 := []string{}
	m := map[string]int{"a": 1}
	m2 := make(map[string]int)
	l[0] = "z"
	g := l[1:]
	h := l[:]
	text("abc")
	text("a" + x)
	text(`abc`)
	text("a" + "b")
	text(fmt.Sprintf("a%s", x))
	switch x { case 1: a() }
	switch { case x: a() }
	select { case <-c: a() }
	t := x.(string)
	t, ok := x.(Point)
	pp := &p
	qq := *pp
	ch <- 1
	q.One().Two(1).End()
	q.One().End()
	x == x
	x == y
	deep(secret)
	deep(f(secret), 1)
	deep(1 + secret)
	run(xs...)
}

func four() (string, error) {
	f, err := os.Open("x")
	a()
	f.Read()
	a()
	c()
	b()
	if true {
		f.Read()
	}
	return "", err
}

func five(a int) { }
func six[T any](a T) T { return a }
