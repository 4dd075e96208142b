import { Db } from './db';
import type { Row } from './row';
import * as path from 'path';
const db = new Db();
const db2: Db = get();
let db3;
db3 = new Db();
db.run(1); db2.run(2); db3.run(3);
function f(d: Db, s: string, n: number, b: boolean, a: any, u: string | null, arr: string[], m: Map<string, number>, cb: () => void, o?: Row) {
  d.run(4);
  send(s); send(n); send(b); send(a); send(u); send(arr); send(m); send(cb); send(o);
  send('lit'); send(`t${s}`); send(1); send(true); send(null); send(s + n); send(arr[0]); send(s.length);
  const k: string = other(); send(k);
  const t = 'x'; send(t);
  let v = s; send(v);
}
class Svc {
  private db: Db;
  name: string = 'a';
  constructor(private readonly other: Db, x: string) { this.db = other; send(x); other.run(5); this.other.run(6); }
  go(r: Row): Promise<Row[]> {
    this.db.run(7);
    send(this.name);
    const { id, ...rest } = r;
    return this.db.all<Row>(`select ${id}`);
  }
  get len(): number { return 1; }
  static of(): Svc { return new Svc(db, 'x'); }
  private async load(): Promise<void> { for (const r of await this.go(null!)) { send(r.id); } }
}
const arrow = (x: string): number => x.length;
const arrow2 = async ({ id }: Row, [q]: string[]) => { send(id); send(q); };
export const h = (req: Request, res: Response) => { res.send(req.body); };
export default async function main(argv: string[]) { await run(argv[0]); }
type P = { a: string; b?: number } & Q;
interface I extends J, K<string> { m(x: number): void; readonly p: string; [k: string]: any }
enum E { A = 'a', B = 1 }
if (typeof s === 'string' && s.length > 0) { send(s); }
const x1 = <string>foo; const x2 = foo as string; const x3 = foo!; const x4 = foo satisfies Row;
const o1 = { a: 1, 'b': 2, [c]: 3, d() { return 4; }, get e() { return 5; }, ...f1 };
const { a: a1, b: { c: c1 = 1 } = {}, ...r1 } = o1;
try { risky(); } catch (err) { if (err instanceof Error) { log(err.message); } throw err; } finally { done(); }
for (let i = 0; i < 3; i++) send(i);
label: while (true) { if (x) break label; else continue; }
switch (x) { case 1: case 2: send(2); break; default: send(3); }
const fnn = function named(this: Svc, a: string): void { this.go(null); };
new Svc(db, 'y').go(null)?.then((r) => r).catch(() => null);
path.join(__dirname, 'x'); path.resolve('a', s);
declare function dd(a: string): void;
abstract class Ab<T> implements I { abstract q(): T; protected z?: T; }
@Dec({ a: 1 }) class Dc { @Prop() p: string; @Hook('x') m(@Arg() a: string) { return a; } }
namespace N { export function nf() {} }
let big = 10n, re = /a+/i, un = undefined, nu = null;
a ??= b; a ||= c; a &&= d; a **= 2; a?.[0]?.b?.(1);
const gen = function* () { yield 1; yield* gen(); };
