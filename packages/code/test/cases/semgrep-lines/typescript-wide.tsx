import React, { useState, type FC } from 'react';
import { Injectable, Controller as Ctl } from '@nestjs/common';
import type { Request } from 'express';
import axios from 'axios';

interface User {
  id: number;
  name?: string;
  readonly tags: string[];
  greet(other: User): void;
  [key: string]: any;
}

interface Admin extends User { level: 1 | 2 }

type Alias = string | number;
type Fn = (a: string) => void;
enum Color { Red, Green = 'g' }
declare const VERSION: string;
declare module 'x' { export const a: number; }
namespace NS { export const inner = 1; }
abstract class Shape<T> implements Area, Named {
  abstract area(): number;
  protected constructor(private readonly name: string, public size = 1) { super(); }
}

@Injectable()
@Ctl('users')
export class UserService extends Base<User> {
  @Input() label: string;
  private cache: Map<string, User> = new Map();
  static instance?: UserService;
  constructor(private http: HttpClient, @Inject('TOKEN') tok: string) { super(); }
  @Get(':id')
  async find(@Param('id') id: string, @Query() q?: any): Promise<User> {
    const r = await this.http.get<User>('/u/' + id);
    return r as User;
  }
  get value(): string { return this.label!; }
}

function typed(a: string, b?: number, ...rest: any[]): string {
  const c = a as any;
  let e: string = 'x';
  let f: any;
  const g = a satisfies string;
  db.query(a);
  db.query(e);
  db.query(b);
  return a!;
}

const App: FC<Props> = ({ name, onClick, ...rest }) => {
  const [state, setState] = useState<string>('');
  useEffect(() => { load(); }, []);
  return (
    <div className="app" onClick={onClick} {...rest}>
      <a href={name} target="_blank">link</a>
      <a href={"http://x" + name} target="_blank" rel="noopener">link</a>
      <div dangerouslySetInnerHTML={{ __html: name }} />
      <input disabled />
      <input type="password" value={state} />
      {list.map((x) => <li key={x.id}>{x.name}</li>)}
      <>frag</>
      <Foo.Bar baz={1}>text {name}</Foo.Bar>
    </div>
  );
};

export function Comp(props: Props) {
  return <span>{props.text}</span>;
}

const generic = <T,>(x: T): T => x;
function over(a: string): void;
function over(a: number): void;
function over(a: any) { use(a); }
const x: number = 5;
const y = x as const;
let z: Array<string> = [];
let u: Record<string, any> = {};
const opt = a?.b ?? c;
axios.get(url, { headers: { Authorization: `Bearer ${token}` } });
axios.post<User>(url, body);
JSON.parse(text) as User;
const re = new RegExp(pattern, 'g');
localStorage.setItem('token', tok);
(window as any).foo = 1;
const obj = { a: 1, b: 'x', c: () => 1, d() { return 2; } } as Conf;
export type { User };
export default class extends React.Component<Props, State> {
  state = { a: 1 };
  render() { return null; }
}
for (const [k, v] of Object.entries(obj)) { use(k, v); }
const fn = async ({ a, b }: Args): Promise<void> => { await a; };
process.env.SECRET!;
if (isUser(x)) { use(x); }
function isUser(v: any): v is User { return true; }
try { go(); } catch (e: unknown) { log(e); }
const s = `a ${x} b`;
let t = typeof x;
let k2: keyof User = 'id';
let arr2: string[] = ['a'];
let tup: [string, number] = ['a', 1];
const k3 = new Map<string, number>();
