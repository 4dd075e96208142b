import { Component, OnInit } from '@angular/core';
import type { A } from './a';
import React, { useEffect } from 'react';
import axios, { AxiosError } from 'axios';
const express = require('express');

@Component({ selector: 'app', template: '<b></b>', standalone: true })
export class AppComponent implements OnInit {
  @Input() name!: string;
  @Output() change = new EventEmitter<string>();
  private readonly key: string = 'Zq8vK2mXp7LtR4wYc8NbE1d';
  public static count: number = 0;
  constructor(private san: DomSanitizer, public http: HttpClient) {}
  ngOnInit(): void { this.html = this.san.bypassSecurityTrustHtml(this.raw); }
  @HostListener('window:resize', ['$event']) onResize(event: any) { log(event); }
  get<T>(url: string): Observable<T> { return this.http.get<T>(url); }
  private async load(id: number, opts?: Opts): Promise<void> { await this.get(`/x/${id}`); }
}
@Controller()
class Ctl {
  @Get('/a/:id') @UseGuards(Auth) one(@Param('id') id: string) { return this.svc.find(id); }
  @Get('/b') two(@Query('q') q: string, @Res() res: Response) { res.send(q); }
  @Post() three(@Body() dto: Dto): Promise<any> { return this.repo.query('SELECT ' + dto.x); }
}
export interface Props { a: string; b?: number; c: () => void }
export type Handler = (req: Request, res: Response) => Promise<void>;
enum Level { Low = 1, High }
const handler: Handler = async (req, res) => { res.send(req.body.x); };
export const api = async (req: NextApiRequest, res: NextApiResponse) => {
  const { id } = req.query;
  const q = req.query.q as string;
  await db.raw(`SELECT ${id}`);
  await db.raw('SELECT ?', [id]);
  res.status(200).json({ id });
};
function App({ title, items }: Props): JSX.Element {
  const [v, setV] = React.useState<number | null>(null);
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => { fetchIt(); return () => stop(); }, [v]);
  if (!items) return null;
  ref.current!.innerHTML = title;
  return (
    <Layout title={title} {...rest}>
      {items.map((i) => (
        <Item key={i.id} onClick={() => setV(i.id)} href={`javascript:${i.url}`}>{i.name}</Item>
      ))}
      <div dangerouslySetInnerHTML={{ __html: title }}></div>
      <a href="http://a.com" target="_blank">x</a>
      <a href={url} target="_blank" rel="noreferrer">y</a>
      <iframe src={url} />
      {v ? <b>yes</b> : <i>no</i>}
      {v && <input type="text" autoFocus onChange={(e) => setV(e.target.value)} />}
      <p>plain text</p>
      <Trans>hello <b>x</b></Trans>
    </Layout>
  );
}
let un: any = JSON.parse(s);
let nn = un!.a!.b;
const cast = <const T,>(x: T) => x as unknown as string;
const o: { [k: string]: number } = {};
function assertIt(x: unknown): asserts x is string {}
abstract class Repo<T extends Base> { abstract find(id: string): T; protected items: T[] = []; }
declare global { interface Window { foo: string } }
export default function Page(props: any) { return <App {...props} />; }
export { api as handler2, App };
try { run(); } catch (e: any) { console.error((e as Error).message); }
for (const [k, val] of Object.entries(o)) console.log(k, val);
const fn2 = function (this: Window, a: string = 'x', ...r: string[]): void {};
axios.get(url).then((r) => r.data).catch((e: AxiosError) => { throw e; });
new Foo<string>('a'); new Bar(); foo<number>(1);
let t: [a: string, b?: number]; let u: 'a' | 'b' = 'a'; let f3: typeof x; let k: keyof T;
if (x instanceof Foo && typeof y === 'string') { z(); }
process.env['SECRET'] ?? 'default';
localStorage.setItem('jwt', token); sessionStorage.setItem("k", "v");
window.postMessage(msg, '*'); window.postMessage(msg, origin);
crypto.createHash('md5'); crypto.createHash(`sha1`); Math.random();
