package rr

import (
	"context"
	"crypto/tls"
	"database/sql"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"log"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	tt "text/template"
	_ "net/http/pprof"
	"github.com/jinzhu/gorm"
)

const (
	c1 = iota
	c2
	c3 = "x" + "y"
	c4 int = 3
)

var (
	v1 = 1
	v2, v3 = 2, "3"
	v4 string
	v5 = map[string][]int{"a": {1}, "b": nil}
	v6 = []struct{ a int }{{1}, {a: 2}}
)

type (
	t1 int
	t2 = string
	t3 struct {
		sync.Mutex
		a, b int `json:"a,omitempty"`
		c    func(x int) (y string, err error)
		d    chan<- int
		e    *t3
		f    interface{}
		g    map[string]*t3
	}
	t4 interface {
		m1(a int, b ...string) error
		io.Reader
	}
)

func (t *t3) m1(a int, b ...string) (err error) {
	t.Lock()
	defer t.Unlock()
	if t.a == a && len(b) > 0 || !t.e.ok {
		return fmt.Errorf("bad %d: %w", a, io.EOF)
	}
	for i, s := range b {
		if s == "" { continue }
		log.Printf("%d %s", i, s)
	}
	switch x := t.f.(type) {
	case nil:
		return nil
	case int, string:
		_ = x
	default:
		panic(x)
	}
	return
}

func h(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 5*time.Second)
	defer cancel()
	id := r.URL.Query().Get("id")
	if id == "" {
		http.Error(w, "no id", http.StatusBadRequest)
		return
	}
	rows, err := db.QueryContext(ctx, "SELECT * FROM t WHERE id = "+id)
	if err != nil { log.Fatal(err) }
	defer rows.Close()
	db.Exec(fmt.Sprintf("DELETE FROM t WHERE id = %s", id))
	db.Where("a = ?", id).Order(id).Find(&out)
	db.Raw("SELECT " + id).Scan(&out)
	cmd := exec.Command("bash", "-c", "ls "+id)
	cmd.Stdout = os.Stdout
	if err := cmd.Run(); err != nil { log.Println(err) }
	out, _ := exec.Command(id, args...).Output()
	f, err := os.OpenFile(filepath.Join("/tmp", id), os.O_RDWR|os.O_CREATE, 0666)
	b, _ := io.ReadAll(r.Body)
	var u struct{ Name string }
	json.NewDecoder(r.Body).Decode(&u)
	if err = json.Unmarshal(b, &u); err != nil { return }
	fmt.Fprintf(w, "<b>%s</b>", id)
	w.Write([]byte("<b>" + id))
	w.Header().Set("Access-Control-Allow-Origin", "*")
	template.HTML(id)
	tt.New("x").Parse(id)
	template.Must(template.New("y").Parse("z")).Execute(w, u)
	http.Redirect(w, r, id, 302)
	http.SetCookie(w, &http.Cookie{Name: "a", Value: id, HttpOnly: true})
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	resp, err := client.Get("http://" + id)
	defer resp.Body.Close()
	srv := http.Server{Addr: ":8080"}
	go func() { log.Fatal(srv.ListenAndServe()) }()
	ch := make(chan int, 1)
	select {
	case ch <- 1:
	case v, ok := <-ch:
		_, _ = v, ok
	case <-ctx.Done():
		return
	default:
	}
	var wg sync.WaitGroup
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func(n int) { defer wg.Done(); use(n) }(i)
	}
	wg.Wait()
	x, y := 1, []int{1, 2, 3}[1:]
	x <<= 2; x &^= 1; y[0], y[1] = y[1], y[0]
	p := &x; *p++
	m := map[string]interface{}{"a": 1, "b": map[string]int{"c": 2}}
	if v, ok := m["a"]; ok && v != nil { delete(m, "a") }
	fn := func(a int, b string) (int, error) { return a, nil }
	fn(1, "a")
	func() { recover() }()
	z := []byte(id); s := string(z); i := int64(x); e := interface{}(s); g := e.(string); k, ok := e.(fmt.Stringer)
	for { break }
	for x < 3 { x++ }
loop:
	for range ch { continue loop }
	if x := f(); x > 1 && !ok { return } else if x < 0 { goto end } else { x = -x }
end:
	os.Exit(1)
	os.Setenv("K", "v"); os.Getenv("SECRET"); os.Chmod("f", 0777); os.MkdirAll("d", os.ModePerm); rand.Seed(1); rand.Intn(3); md5.Sum(b); sha1.New(); des.NewCipher(b); rsa.GenerateKey(rand.Reader, 1024); bcrypt.GenerateFromPassword(b, 4); jwt.NewWithClaims(jwt.SigningMethodNone, c); ssh.InsecureIgnoreHostKey(); unsafe.Pointer(&x); strconv.Atoi(id); big.NewInt(1); gorm.Open("mysql", "u:p@/d"); sql.Open("postgres", os.Getenv("DSN")); yaml.Unmarshal(b, &u); xml.NewDecoder(r.Body); zip.OpenReader(id); net.Listen("tcp", "0.0.0.0:80"); grpc.Dial(a, grpc.WithInsecure()); log.Printf("x " + id); errors.New("x"); time.Sleep(3 * time.Second)
}

func two[K comparable, V any](m map[K]V, f func(V) bool) (r []V) { for _, v := range m { if f(v) { r = append(r, v) } }; return r }
