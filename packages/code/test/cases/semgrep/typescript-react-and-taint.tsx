// ruleid: tsimport
import _ from "lodash";
// ruleid: tsarrow
const a = (x) => { return 1; };
// ruleid: tsreact
const e = <div dangerouslySetInnerHTML={y} />;
// ruleid: tsobj
cors({ credentials: true, origin: "*" });
// ruleid: tsassign
const z = eval("1");
// ruleid: tsassign
z2 = eval("1");
// ruleid: tsnew
new Foo(1, 2, 3);
// ruleid: regex
const k = "AKIAABCD";
function handler(req, res) {
  const v = req.query.x;
  // ruleid: tstaint
  eval(v);
}
