package m

import (
	"x/y/db"
	z "x/z"
	"net/http"
)

type Svc struct {
	db   *db.Conn
	name string
	n    int
	h    http.Handler
}

func New(c *db.Conn, s string) *Svc {
	c.Run(1)
	v := &Svc{db: c, name: s}
	v.db.Run(2)
	return v
}

func (s *Svc) Go(c db.Conn, p *db.Conn, n int, name string, b []byte, m map[string]int, f func(int) error, i interface{}, e error, ch chan int, vs ...string) (out string, err error) {
	c.Run(3)
	p.Run(4)
	s.db.Run(5)
	d := db.New()
	d.Run(6)
	var q *db.Conn
	q.Run(7)
	var r db.Conn = *p
	r.Run(8)
	t := db.Conn{}
	t.Run(9)
	u := &db.Conn{}
	u.Run(10)
	w := new(db.Conn)
	w.Run(11)
	send(n)
	send(name)
	send(b)
	send(m)
	send(f)
	send(i)
	send(e)
	send(vs)
	send("lit")
	send(1)
	send(1.5)
	send(true)
	send(nil)
	send(name + "x")
	send(string(b))
	send(s.name)
	send(s.n)
	send(len(name))
	x := "local"
	send(x)
	y := 3
	send(y)
	var zz string
	send(zz)
	const k = "const"
	send(k)
	for _, v := range vs { send(v) }
	for a, bb := range m { send(a); send(bb) }
	if v, ok := i.(string); ok { send(v) }
	z.Do(name)
	go s.Go(c, p, n)
	defer func() { send(e) }()
	return name, nil
}

func (s Svc) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Write([]byte(r.URL.Path))
	r.ParseForm()
	send(r.Form.Get("a"))
	f := r.FormValue
	send(f("b"))
	req, _ := http.NewRequest("GET", "u", nil)
	req.ParseForm()
	var w2 http.ResponseWriter = w
	w2.Write(nil)
	h := func(w3 http.ResponseWriter, r3 *http.Request) { w3.Write(nil); r3.ParseForm() }
	h(w, r)
}
