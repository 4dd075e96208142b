package m
func (h *H) Get(w http.ResponseWriter, r *http.Request) {
	id := chi.URLParam(r, "id")
	q := r.URL.Query()["q"]
	row := h.db.QueryRow("select " + id)
	var n int
	if err := row.Scan(&n); err != nil {
		http.Error(w, err.Error(), 500)
		return
	}
	json.NewEncoder(w).Encode(map[string]any{"n": n})
}
func f() {
	r := mux.NewRouter()
	r.HandleFunc("/a", h).Methods("GET", "POST")
	s := &http.Server{Addr: ":1", Handler: r, ReadTimeout: 5 * time.Second}
	log.Fatal(s.ListenAndServe())
	t := &http.Server{Addr: ":2"}
	t.ListenAndServeTLS("c", "k")
}
func f(a, b int, s ...string) (x int, err error) {
	defer func() { if r := recover(); r != nil { err = fmt.Errorf("%v", r) } }()
	switch { case a > b: x = a; case a < b: x = b; default: x = 0 }
	for i, v := range s { if v == "" { continue }; x += i }
	ch := make(chan int); go func() { ch <- 1 }(); x = <-ch
	return x, nil
}
type C struct { A string `yaml:"a"`; B int; c *D }
func g() {
	c := C{A: "x", B: 1}
	d := []C{{A: "y"}, {B: 2}}
	e := map[string]C{"k": {A: "z"}}
	var f interface{} = c
	if h, ok := f.(C); ok { use(h) }
	fn := func(x int) int { return x + 1 }
	fn(2)
}
const k = "a"
const (
	l = "b"
	m = l + "c"
)
var g = "d"
func x(p string) {
	u("a"); u(k); u(l); u(m); u(g); u(p)
	q := "e"; u(q)
	q = "f"; u(q)
	var r = "h"; u(r)
	var s string = "i"; u(s)
	if p == "" { q = "j" }
	u(q)
	const n = 1 << 3
	u(n); u(8)
	u("a" + "b"); u(k + "b")
	u(`raw`); u('c'); u(0x10); u(16)
}
type T struct {
	a, b int
	c string `json:"c"`
	*U
	d func()
}
type I interface { M(int) error; N() }
type A = T
type (
	P int
	Q []string
)
func (t *T) m() {}
func (T) n() {}
func o[X any](x X) X { return x }
