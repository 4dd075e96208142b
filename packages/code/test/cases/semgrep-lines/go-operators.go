package main

import (
	"fmt"
	str "strings"
	"crypto/md5"
	"github.com/gin-gonic/gin"
	"gopkg.in/yaml.v2"
	jwt "github.com/dgrijalva/jwt-go"
	"math/rand"
)

const Max = 100
const Pass string = "Zq8vK2mXp7LtR4wYc8NbE1d"

var std = "x"

type S struct {
	A int `json:"a"`
	b string
	*T
	C, D float64
	F func(int) error
}

type I interface{ M(a int) error }

func (s *S) M(a int) error {
	s.A = a
	if err := s.run(); err != nil {
		return fmt.Errorf("x: %w", err)
	}
	return nil
}

func (s S) N() (n int, err error) { return s.A, nil }

func chmodAll(p string) {
	os.Chmod(p, 0777)
	os.Chmod(p, 0600)
	os.Chmod(p, 511)
	os.Chmod(p, Max)
	sleep(5)
	sleep(5 * time.Second)
	sleep(-1)
	h := md5.New()
	h.Write([]byte(p))
	str.Contains(p, "a")
	rand.Intn(10)
	yaml.Unmarshal(b, &v)
	jwt.Parse(t, func(tok *jwt.Token) (interface{}, error) { return key, nil })
	r := gin.Default()
	r.GET("/a", func(c *gin.Context) { c.JSON(200, gin.H{"a": c.Query("q")}) })
	r.POST("/b", handler)
	q := "SELECT " + p
	db.Query(q)
	db.Query("SELECT 1")
	db.Query("SELECT " + p + " x")
	db.Query(fmt.Sprintf("SELECT %s", p))
	q2 := fmt.Sprintf("SELECT %d", 1)
	db.Exec(q2, p)
	cfg := tls.Config{InsecureSkipVerify: true}
	cfg.MinVersion = tls.VersionTLS10
	c2 := &http.Server{Addr: ":80", Handler: nil, ReadTimeout: 5}
	http.SetCookie(w, &http.Cookie{Name: "a", Secure: false})
	f, err := os.Open(p)
	if err != nil {
		panic(err)
	}
	defer f.Close()
	g, err := os.Open(p)
	use(g)
	_, err = io.Copy(dst, src)
	io.Copy(dst, src)
	mu.Lock()
	work()
	mu.Unlock()
	mu.Lock()
	work()
	for i := range list {
		go func() { use(i) }()
		go func(j int) { use(j) }(i)
	}
	for _, v := range list { out = append(out, &v) }
	for k := range m { delete(m, k) }
	for i := 0; i < len(list); i++ { use(list[i]) }
	for { select { case <-done: return; case v := <-ch: use(v); default: } }
	switch v := x.(type) { case int: use(v); case string, bool: use(v); default: use(nil) }
	switch { case a > b: one(); case a < b: two() }
	switch a { case 1: one(); fallthrough; case 2: two() }
	if a := f(); a > 3 { one() } else if a > 2 { two() } else { three() }
	if x, ok := y.(string); ok { use(x) }
	if a && b || !c { one() }
	var arr [5]int
	var mp map[string][]int
	var fn func(a int) (string, error)
	a, b := 1, 2
	a, b = b, a
	a++
	a += 2
	*p = 3
	s := []string{"a", "b"}
	mm := map[string]int{"a": 1}
	st := S{A: 1, b: "x"}
	sp := &S{1, "x"}
	sl := s[1:]
	use(s...)
	use(func(x int) int { return x * 2 })
	lbl: for { break lbl }
	goto lbl
	return
}

func variadic(a string, b ...int) {}
func generic[T comparable, U any](a T, b U) T { return a }
func named(w http.ResponseWriter, r *http.Request) {
	fmt.Fprint(w, r.URL.Path)
	w.Write([]byte(r.FormValue("a")))
	http.Redirect(w, r, r.URL.Query().Get("u"), 302)
	x := r.Header.Get("X")
	exec.Command("sh", "-c", x).Run()
	exec.Command("ls", "-l").Run()
	exec.CommandContext(ctx, x)
}
