import { A } from 'a';
import type { B } from 'a';
import { C, D } from 'a';
function one(a: string, b: number, c, req: Request): void {
  foo(a);
  foo(b);
  foo(c);
  foo("lit");
  req.body;
  c.body;
  const d: string = make<string>(1);
  foo(d);
  const e: number = make(2);
  arr.push(e);
  foo(e);
  arr.push(3);
}
function two(a) { return a as any; }
function three(x: number): string { return x!; }
const four = (s: string) => { foo(s); };
const five: Array<string> = [];
interface I { a: string; }
interface J extends I { b(): void }
enum E { X, Y }
type T = string | number;
type U = { a: string };
@Component({ selector: 'x' })
class K { }
@Injectable()
class L implements I {
  private name: string;
  constructor(private readonly http: Http, b: string) { foo(b); }
  @Get('/x')
  list(a: string) { go(); return this.name; }
  other() { go(); }
}
class M extends Base implements I { public name: string = "x"; }
class N<T> extends Base { @Input() v: string; }
export class O { }
abstract class P { }
const j1 = <div dangerouslySetInnerHTML={x} />;
const j2 = <div className="a" dangerouslySetInnerHTML={{ __html: x }}></div>;
const j3 = <a href={x}>text</a>;
const j4 = <a href={x} target="_blank">text<b>bold</b></a>;
const j5 = <a href="x">text</a>;
const j6 = <Foo target='_blank' />;
const j7 = <Foo {...props} />;
const j8 = <Foo a={1} {...props}>x</Foo>;
const j9 = <><b/></>;
