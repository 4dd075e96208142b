// ruleid: any-body
if (danger) stop();
// ruleid: any-body
if (danger) {
  stop();
} else {
  go();
}

// ruleid: deeper
function begin(now) {
  if (now) {
    launch(1);
  }
}

// ok: deeper
function wait() {
  hold();
}

// ruleid: some-keys
start({ slow: 1, force: true });
// ok: some-keys
start({ force: false });

// ruleid: joined
open('a' + 'bc');
// ok: joined
open('a' + b);

// ruleid: strict
const same = a == a;
// ok: strict
const strict = a === a;
