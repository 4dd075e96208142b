import type { HeapObject } from './heap.ts';
import type { World } from './world.ts';
import type { Summary } from './summary.ts';
import type { Mark } from './taint.ts';
import type { Value } from './value.ts';

/**
 * A summary as text in which nothing depends on where in its file the function stands: two of the same text do the
 * same for their callers, and the callers need not be looked at again.
 */
export function digestSummary(world: World, summary: Summary): string {
  const place = (key: string) => key.replace(/:\d+/g, '');
  const mark = ({ origin, clean }: Mark) => `${place(origin.key)}/${clean}`;
  const objectName = (id: number) => place(world.objects.keyOf(id)).replace(/^\$\d+/, '$');
  const value = (one: Value): unknown => [
    one.constants,
    one.marks.map(mark).sort(),
    one.apis.map(({ path }) => path).sort(),
    one.objects.map(objectName).sort(),
    one.functions.map((id) => world.program.functions[id]!.qualifiedName).sort(),
  ];
  const object = (id: number, one: HeapObject) => [
    objectName(id),
    [...one.fields].map(([key, part]) => [key, value(part)]).sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
    one.rest && value(one.rest),
    one.length,
    one.marks.map(mark).sort(),
  ];
  return JSON.stringify([
    summary.returns && value(summary.returns),
    [...summary.heap].map(([id, one]) => JSON.stringify(object(id, one))).sort(),
    summary.sinks.map((sink) => `${sink.kind} ${mark(sink.mark)} ${sink.place.path} ${sink.guess}`).sort(),
    summary.stores.map((store) => [store.register, value(store.value)]),
    summary.calls.map((call) => [call.origin.key, call.args.map(value)]),
    ...(summary.throws ? [value(summary.throws)] : []),
  ]);
}
