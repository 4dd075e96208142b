import { Request, Response } from 'express';
import * as fs from 'fs';
import { Controller, Get, Param } from '@nestjs/common';

function a1(p: string, n: number, r: Request): string {
  const x: string = source();
  sink(x);
  sink(x as any);
  sink(x!);
  sink(<any>x);
  const y = `a ${x}`;
  sink(y);
  sink(x?.y);
  sink(x ?? 'a');
  const num: number = source();
  sink(num);
  const bo: boolean = source();
  sink(bo);
  sink(p);
  sink(n);
  sink(r.query.a);
  return x;
}
@Controller('x')
class C {
  private f: string = source();
  constructor(private readonly svc: Service) {}
  @Get(':id')
  m(@Param('id') id: string, other: string): string {
    fs.readFile(id, cb);
    fs.readFile(other, cb);
    this.svc.run(id);
    sink(this.f);
    this.f = id;
    fs.readFileSync(this.f);
    const self = this;
    return id;
  }
  arrow = (q: string) => { sink(q); fs.readFile(q); };
  async n(req: Request, res: Response): Promise<void> {
    const { a, b: c } = req.body;
    fs.readFile(a, cb);
    fs.readFile(c, cb);
    const path = req.params.path as string;
    await fs.promises.readFile(path);
    res.send(path);
    const parsed: Foo = JSON.parse(req.body);
    res.send(parsed.x);
    [1, 2].map((e: number) => res.send(req.query.q));
    const fn = function (this: C, v: string) { fs.readFile(v); };
    enumx(E.A);
    Promise.resolve(req.query.z).then((zz) => { res.send(zz); });
    let u: string | undefined;
    u = req.query.u;
    if (u) { res.send(u); }
    res.send(typeof u);
    res.send(Number(u));
  }
}
export const handler = async (event: Event): Promise<any> => {
  const name = event.name;
  fs.readFile(name);
  const g = generic<string>(event.body);
  fs.readFile(g);
  return { body: name };
};
