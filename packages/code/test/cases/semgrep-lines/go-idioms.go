package main

import (
	"net/http"
	"html/template"
	t2 "html/template"
	"fmt"
)

const secretConst = "secret"
const three = 3

var global = "g"

type Server struct {
	mu sync.Mutex
}

func (s *Server) Handle(w http.ResponseWriter, r *http.Request) {
	r.FormValue("a")
	x.FormValue("b")
	v := r.FormValue("c")
	sink(v)
	sink(html.EscapeString(v))
	y := "a" + v
	sink(y)
	sink(fmt.Sprintf("%s", v))
	z := html.EscapeString(v)
	sink(z)
	v = "clean"
	sink(v)
	func() { sink(y) }()
	go func(p string) { sink(p) }(y)
}

func (s Server) Value() int { return 1 }

func handler(w http.ResponseWriter, r *http.Request) {
	r.FormValue("d")
}

func sqls(db *sql.DB, x string) error {
	db.Query("select")
	db.Query("select " + x)
	db.Query(fmt.Sprintf("select %s", x))
	q := fmt.Sprintf("select %s", x)
	db.Query(q)
	db.Query(q, 1)
	q2 := source()
	db.Query(q2)
	rows, err := db.Query("x")
	if err != nil {
		return err
	}
	a, _ := db.Query("y")
	for i := 0; i < 3; i++ {
		f := open()
		defer f.Close()
	}
	for {
		a()
	}
	go func() { a() }()
	return nil
}

func structs() {
	c := http.Cookie{Name: "a"}
	d := http.Cookie{Name: "a", Secure: true}
	e := &http.Cookie{Secure: false}
	t := tls.Config{MinVersion: tls.VersionTLS10}
	u := tls.Config{MinVersion: tls.VersionTLS12}
	ch := make(chan int)
	ch2 := make(chan int, 3)
	os.Chmod("a", 0777)
	os.Chmod("a", 0600)
	rsa.GenerateKey(r, 1024)
	rsa.GenerateKey(r, 4096)
	a, b = b, a
	a, b = c, d
	x := []byte("abc")
	y := []byte(s)
	use(secretConst)
	use("secret")
	use(three)
	use(global)
	loc := "secret"
	use(loc)
	xs = append(xs, 1)
	xs = append(ys, 1)
	m["a"] = 1
	n := m["b"]
	o := m[k]
	if !x { a() }
	if x && x { a() }
	if x && y { a() }
	for _, v := range xs { a() }
	for k := range xs { a() }
	for k, v := range xs { a() }
	p := new(Server)
	template.HTML(s)
	t2.HTML(s)
	template.HTML("a")
	var pw = "abc"
	password := "abc"
	if v, ok := m[k]; ok { a() }
	if x { a(); return nil }
	mu.Lock()
	a()
	mu.Unlock()
	z := xs[:3]
	zz := xs[1:3]
	exec.Command("a", b, c)
	exec.Command("a")
	w := x.(string)
	switch x {
	case 1:
		a()
	default:
		b()
	}
}
