const cp = require('child_process');
const { exec } = require('child_process');
// ruleid: call
cp.exec('a', {}, cb);
// ruleid: call
exec('a', cb);
// ok: call
cp.execFile('a', cb);
function foo(a, b) {
  // ruleid: inside
  db.query(a, b);
  // ok: inside
  db.query("x", b);
  // ok: inside
  other.query(a);
  const s = "lit";
  // ok: inside
  db.query(s);
}
// ok: inside
db.query(a);
