package a

import "net/http"

func one(w http.ResponseWriter, r *http.Request) {
	x := source()
	sink(x)
	sink(clean(x))
	y := clean(x)
	sink(y)
	sink(r.URL)
	sink(r.FormValue("a"))
	q := r.FormValue("a")
	sink(q)
	db.Query(q)
	db.Query("a", q)
	z, err := source()
	sink(z)
	sink(err)
	var s string
	s = source()
	sink(s)
	s = "a"
	sink(s)
	arr := []string{source()}
	sink(arr)
	sink(arr[0])
	m := map[string]string{"a": source()}
	sink(m)
	st := T{A: source()}
	sink(st)
	sink(st.A)
	st2 := T{}
	st2.B = source()
	sink(st2.B)
	sink(st2.A)
	for _, v := range arr {
		sink(v)
	}
	if e := source(); e != "" {
		sink(e)
	}
	p := &s
	p = source()
	sink(*p)
	go func() { sink(x) }()
	defer sink(x)
	switch x {
	case "a":
		sink(x)
	}
	sink("a" + x)
	sink(fmt.Sprintf("%s", x))
	sink(len(x))
	x += "b"
	sink(x)
}

func two(a string, b string, c int) (string, error) {
	if a == b {
		return "", nil
	}
	if c == 3 {
		return a, err
	}
	d := c + 1
	sink(a + "x")
	if err != nil {
		return err
	}
	t := v.(string)
	return a, nil
}

func three(a, b int) {
	k := "a"
	sink(k + "b")
	n := 3
	n = n + 4
	sink(n)
	o := make1()
	sink(o)
	mu.Lock()
	panic("a")
	mu.Unlock()
	for i := range xs {
		a()
	}
}
