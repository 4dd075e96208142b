/** Small C programs in pairs, one with a known mistake and one without, spread over ways data can take. */

interface Kind {
  weakness: string;
  /** What the variable is. */
  declare: string;
  /** Sets it up so that the sink goes wrong, and so that it does not. */
  bad: string;
  good: string;
  /** Where it goes wrong; the same for both, unless `goodSink` says otherwise. */
  sink: string;
  goodSink?: string;
  type: string;
}

const kinds: readonly Kind[] = [
  {
    weakness: 'memory-leak',
    type: 'char *',
    declare: 'char *data = NULL;',
    bad: 'data = (char *)malloc(20); if (data == NULL) exit(1);',
    good: 'data = (char *)malloc(20); if (data == NULL) exit(1);',
    sink: 'strcpy(data, "left"); puts(data);',
    goodSink: 'strcpy(data, "left"); puts(data); free(data);',
  },
  {
    weakness: 'double-free',
    type: 'char *',
    declare: 'char *data = NULL;',
    bad: 'data = (char *)malloc(20); if (data == NULL) exit(1); free(data);',
    good: 'data = (char *)malloc(20); if (data == NULL) exit(1);',
    sink: 'free(data);',
  },
  {
    weakness: 'use-after-free',
    type: 'long *',
    declare: 'long *data = NULL;',
    bad: 'data = (long *)malloc(8 * sizeof(long)); if (data == NULL) exit(1); data[0] = 5; free(data);',
    good: 'data = (long *)calloc(8, sizeof(long)); if (data == NULL) exit(1); data[0] = 5;',
    sink: 'printf("%ld", data[0]);',
    goodSink: 'printf("%ld", data[0]); free(data);',
  },
  {
    weakness: 'null-dereference',
    type: 'int *',
    declare: 'int *data;',
    bad: 'data = NULL;',
    good: 'data = &shared;',
    sink: 'printf("%d", *data);',
  },
  {
    weakness: 'uninitialized',
    type: 'int',
    declare: 'int data;',
    bad: ';',
    good: 'data = 7;',
    sink: 'printf("%d", data);',
  },
  {
    weakness: 'buffer-overflow',
    type: 'char *',
    declare: 'char *data; char few[40]; char many[90];',
    bad: 'data = few; data[0] = 0;',
    good: 'data = many; data[0] = 0;',
    sink: "char from[90]; memset(from, 'x', 89); from[89] = 0; strcpy(data, from); puts(data);",
  },
  {
    weakness: 'buffer-overflow',
    type: 'int *',
    declare: 'int *data = NULL;',
    bad: 'data = (int *)malloc(30); if (data == NULL) exit(1);',
    good: 'data = (int *)malloc(30 * sizeof(int)); if (data == NULL) exit(1);',
    sink: 'int from[30] = {0}; for (int at = 0; at < 30; at++) data[at] = from[at]; printf("%d", data[0]); free(data);',
  },
  {
    weakness: 'buffer-overflow',
    type: 'char *',
    declare: 'char *data; char room[60];',
    bad: 'memset(room, 0, 60); data = room - 4;',
    good: 'memset(room, 0, 60); data = room;',
    sink: "memset(data, 'x', 10); data[9] = 0; puts(data);",
  },
  {
    weakness: 'over-read',
    type: 'char *',
    declare: 'char *data; char few[40]; char many[90];',
    bad: "memset(few, 'a', 39); few[39] = 0; data = few;",
    good: "memset(many, 'a', 89); many[89] = 0; data = many;",
    sink: 'char to[90]; memcpy(to, data, 90); to[89] = 0; puts(to);',
  },
];

interface Way {
  name: string;
  write(kind: Kind, source: string, sink: string, name: string): { main: string; other?: string };
}

/** `run` inside something that is always so. */
const inside = (name: string, head: string, tail: string, before = ''): Way => ({
  name,
  write: (kind, source, sink, fn) => ({
    main: `${before}void ${fn}(void) {\n  ${kind.declare}\n  ${head}\n    ${source}\n  ${tail}\n  {\n    ${sink}\n  }\n}\n`,
  }),
});

const through = (
  name: string,
  body: (kind: Kind, source: string, sink: string) => { before?: string; middle: string },
): Way => ({
  name,
  write: (kind, source, sink, fn) => {
    const { before = '', middle } = body(kind, source, sink);
    return {
      main: `${before.replaceAll('FN', fn)}void ${fn}(void) {\n  ${kind.declare}\n  ${source}\n  ${middle.replaceAll('FN', fn)}\n}\n`,
    };
  },
});

export const ways: readonly Way[] = [
  inside('plain', '{', '}'),
  inside('if one', 'if (1) {', '}'),
  inside('constant', 'if (limit == 5) {', '}'),
  inside('static variable', 'if (flag) {', '}'),
  inside('function that answers one', 'if (yes()) {', '}'),
  inside('else', 'if (no()) { puts("never"); } else {', '}'),
  inside('switch', 'switch (6) { case 6:', 'break; default: puts("never"); }'),
  inside('while', 'while (1) {', 'break; }'),
  inside('for', 'for (int round = 0; round < 1; round++) {', '}'),
  inside('goto', 'goto there; there: {', '}'),
  through('copy', ({ type }, _source, sink) => ({
    middle: `${type} copied = data; { ${type} data = copied; ${sink} }`,
  })),
  through('pointer to it', ({ type }, _source, sink) => ({
    middle: `${type} *where = &data; { ${type} data = *where; ${sink} }`,
  })),
  through('struct', ({ type }, _source, sink) => ({
    before: `struct box_FN { int other; ${type} data; };\nstatic void sink_FN(struct box_FN box) { ${type} data = box.data; ${sink} }\n`,
    middle: 'struct box_FN box; box.other = 1; box.data = data; sink_FN(box);',
  })),
  through('union', ({ type }, _source, sink) => ({
    before: `union both_FN { ${type} one; ${type} two; };\n`,
    middle: `union both_FN both; both.one = data; { ${type} data = both.two; ${sink} }`,
  })),
  through('array', ({ type }, _source, sink) => ({
    before: `static void sink_FN(${type} list[]) { ${type} data = list[2]; ${sink} }\n`,
    middle: `${type} list[5]; list[2] = data; sink_FN(list);`,
  })),
  through('call', ({ type }, _source, sink) => ({
    before: `static void sink_FN(${type} data) { ${sink} }\n`,
    middle: 'sink_FN(data);',
  })),
  through('function pointer', ({ type }, _source, sink) => ({
    before: `static void sink_FN(${type} data) { ${sink} }\n`,
    middle: `void (*way)(${type}) = sink_FN; way(data);`,
  })),
  through('void pointer', ({ type }, _source, sink) => ({
    before: `static void sink_FN(void *given) { ${type} *typed = (${type} *)given; ${type} data = *typed; ${sink} }\n`,
    middle: 'sink_FN(&data);',
  })),
  through('global', ({ type }, _source, sink) => ({
    before: `static ${type} kept_FN;\nstatic void sink_FN(void) { ${type} data = kept_FN; ${sink} }\n`,
    middle: 'kept_FN = data; sink_FN();',
  })),
  {
    name: 'other file',
    write: (kind, source, sink, fn) => ({
      main: `void sink_${fn}(${kind.type} data);\nvoid ${fn}(void) {\n  ${kind.declare}\n  ${source}\n  sink_${fn}(data);\n}\n`,
      other: `void sink_${fn}(${kind.type} data) { ${sink} }\n`,
    }),
  },
];

const head = '#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n';
const constants =
  'static const int limit = 5;\nstatic int flag = 1;\nstatic int shared = 3;\nstatic int yes(void) { return 1; }\nstatic int no(void) { return 0; }\n';

export interface MemoryCase {
  weakness: string;
  way: string;
  isBad: boolean;
  /** Name → text. */
  files: Map<string, string>;
}

export function memoryCases(): MemoryCase[] {
  const cases: MemoryCase[] = [];
  kinds.forEach((kind, at) =>
    ways.forEach((way, number) => {
      for (const isBad of [true, false]) {
        const name = `k${at}w${number}${isBad ? 'b' : 'g'}`;
        const { main, other } = way.write(
          kind,
          isBad ? kind.bad : kind.good,
          isBad ? kind.sink : (kind.goodSink ?? kind.sink),
          name,
        );
        const files = new Map([[`${name}.c`, head + constants + main]]);
        if (other) files.set(`${name}_other.c`, head + other);
        cases.push({ weakness: kind.weakness, way: way.name, isBad, files });
      }
    }),
  );
  return cases;
}
