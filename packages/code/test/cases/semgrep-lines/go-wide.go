package main

import (
	"crypto/md5"
	"database/sql"
	"fmt"
	"net/http"
	osx "os"
	"os/exec"
	. "strings"
	_ "github.com/lib/pq"
)

import "io/ioutil"

const Key = "abc"
const (
	A = iota
	B
	Full string = "x" + "y"
)

var global = 5
var (
	db  *sql.DB
	err error
)

type User struct {
	Name string `json:"name"`
	Age  int
	Base
	*Other
	Tags []string
	m    map[string]int
}

type Shape interface {
	Area() float64
	fmt.Stringer
}

type ID int
type Fn func(a int) string

func main() {
	fmt.Println("hello")
	x := 1
	var y int = 2
	var z = 3
	var w string
	x, y = y, x
	x++
	x += 2
	a, err := get(x)
	if err != nil {
		return
	}
	if v, ok := m["k"]; ok {
		use(v)
	} else if z == 3 {
		use(z)
	} else {
		panic("no")
	}
	_ = a
	_, _ = get(1)
	for i := 0; i < 10; i++ {
		work(i)
	}
	for k, v := range m {
		use(k, v)
	}
	for range ch {
	}
	for x < 5 {
		x++
	}
	for {
		break
	}
	switch x {
	case 1, 2:
		one()
	case 3:
		three()
		fallthrough
	default:
		other()
	}
	switch t := v.(type) {
	case string:
		use(t)
	}
	select {
	case m := <-ch:
		use(m)
	case ch <- 1:
	default:
	}
	go work(1)
	defer file.Close()
	go func() { work(2) }()
	defer func() {
		if r := recover(); r != nil {
			log(r)
		}
	}()
	ch := make(chan int, 5)
	s := make([]byte, 10)
	arr := []int{1, 2, 3}
	mm := map[string]int{"a": 1, "b": 2}
	u := User{Name: "x", Age: 3}
	p := &User{"y", 4}
	pp := new(User)
	cfg := &tls.Config{InsecureSkipVerify: true, MinVersion: 1}
	cfg2 := tls.Config{MinVersion: 1, InsecureSkipVerify: true}
	arr[0] = 1
	b := arr[1:2]
	c := mm["a"]
	d := *p
	f := func(a, b int) int { return a + b }
	n := len(arr)
	e := string(s)
	g := v.(string)
	exec.Command("sh", "-c", cmd)
	exec.Command("ls")
	osx.Exit(1)
	Contains("a", "b")
	md5.New()
	md5.Sum([]byte(Key))
	ioutil.WriteFile("f", nil, 0644)
	ioutil.ReadFile("/tmp/x")
	fmt.Sprintf("SELECT %s", x)
	db.Query("SELECT " + x)
	db.Query("SELECT ?", x)
	use(Key)
	use("abc")
	use(Full)
	use(x, y)
	use(x, x)
	use()
	use(args...)
	_ = x == x
	_ = !ok
	_ = x != nil && y == 2
	_ = x|y
	_ = -x
	_ = &x
	http.HandleFunc("/x", func(w http.ResponseWriter, r *http.Request) {
		w.Write([]byte(r.URL.Query().Get("q")))
	})
	http.ListenAndServe(":80", nil)
	r.URL.Query().Get("x")
	builder.A(1).B(2).Build()
	builder.Build()
	goto end
end:
	fmt.Printf("%d", x)
	log.Fatal(err)
	if err := f(); err != nil { log.Fatal(err) }
	var q = fmt.Sprintf("a %s", x)
	row := db.QueryRow(q)
	const local = "abc"
	use(local)
}

func (u *User) Save(ctx context.Context, id string) error {
	return db.Exec("DELETE " + id)
}

func (u User) Load() (string, error) {
	return u.Name, nil
}

func handler(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	fmt.Fprintf(w, name)
}

func generic[T any](a T, bs ...T) (res T) {
	res = a
	return
}

func empty() {}
func two(a int, b string) {}
func named(a, b int, c string) (int, error) { return 0, nil }
