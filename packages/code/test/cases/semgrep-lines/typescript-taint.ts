import fs = require('a');
app.get("/", (req, res) => {
  const a = req.body;
  res.send(a);
  res.send(req.query.x);
  db.query("a" + req.query.id);
  db.query(escape(req.query.id));
  const { name } = req.query;
  db.query(name);
  const id = req.query.id as string;
  db.query(id!);
});
function one(a: string, b: number) { sink(a); sink(b); }
function two(a: any) { return a; }
const three = (a: any) => a;
@Component({})
class C1 {
  @Input() a: string;
  @Output() b: string;
  c?: string;
  readonly d = 1;
  private m() { return 1; }
  async n(): Promise<string> { return ""; }
  async o() { }
}
@Injectable()
export class C2 { x = 1; }
@Controller('/x')
class C3 { list(a) { return a; } @Get() get() { return 1; } }
class C4<T> { y: T; }
export default class C5 { }
let e: any;
let f: any = g;
let h: string = g;
const i = x as any;
const j = <any>x;
const k = new Map<string, number>();
const l = new Map();
namespace NS { const z = 1; }
export const m2 = 1;
declare const n2: string;
const o2 = x satisfies T;
type P = { a: string };
type Q = string;
call<string>(1);
call<number>(1);
call(1);
throw new Error("a");
