package main
import ("crypto/md5"; "net/http"; "fmt")
// ruleid: gofunc
func h(w http.ResponseWriter, r *http.Request) {
	// ruleid: gocall
	db.Query(fmt.Sprintf("a %s", b))
	// ok: gocall
	db.Query("a", b)
	// ruleid: gomd5
	md5.New()
	// ruleid: goassign
	x, err := f(1)
	foo()
	if err != nil { return }
	// ruleid: gostruct
	c := &tls.Config{A: 1, InsecureSkipVerify: true}
	// ok: gostruct
	d := &tls.Config{A: 1}
}
