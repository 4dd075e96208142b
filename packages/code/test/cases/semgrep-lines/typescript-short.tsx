@Injectable()
export class S {
  constructor(@InjectRepository(U) private readonly repo: Repository<U>, private cfg: Config) {}
  async find(id: string): Promise<U | undefined> {
    return this.repo.query(`select * from u where id = ${id}`);
  }
  @Cron('* * *') tick(): void { setTimeout('x()', 1); }
}
interface A { a: string; b(): void }
type B = A & { c?: number };
function isA(x: unknown): x is A { return typeof x === 'object' && x !== null && 'a' in x; }
const m = new Map<string, A>();
let r: Record<string, A[]> = {};
export const f = <T extends A>(x: T): T => ({ ...x, a: 'b' });
export const P: React.FC<Props> = ({ html, url, children }) => (
  <>
    <div dangerouslySetInnerHTML={{ __html: sanitize(html) }} />
    <a href={url} target="_blank" rel="noopener noreferrer" onClick={() => go(url)}>x {children}</a>
    {items.length > 0 && <ul>{items.map(i => <li key={i}>{i}</li>)}</ul>}
    <Foo render={() => <b/>} {...rest} />
  </>
);
let a: string = 'x'; let b: number; const c: Foo<string> = d; let e: string[] = []; let f: Array<string>; let g: string | null = null; let h: { x: number } = { x: 1 }; let i: (a: string) => void; let j: [string, number]; let k: 'lit' = 'lit'; let l: typeof a; let m: keyof T; let n: T['x']; let o: Promise<void>; let p: any; let q: unknown; let r: never; let s: A & B; let t = <T>(x: T) => x;
