import type { MemoryProblem } from '../../memory/finding.ts';
import type { MemoryRule } from '../rule.ts';

const languages = ['c', 'cpp'] as const;
const owasp = 'A04:2021';
const never = 'The code runs only in tests, or the compiler was told to catch it when it runs.';

type Text = Pick<MemoryRule, 'title' | 'message' | 'fix' | 'cwe' | 'severity' | 'confidence'> & {
  weakness: string;
  whenNot?: string;
};

function rule(problem: MemoryProblem, text: Text): MemoryRule {
  return { kind: 'memory', id: `c/${problem}`, problem, languages, owasp, whenNot: never, ...text };
}

/** What the analysis of memory finds; numbers are those of https://cwe.mitre.org. */
export const memoryRules: readonly MemoryRule[] = [
  rule('memory-leak', {
    title: 'Memory is not freed on every way out',
    message:
      'The last pointer to the block is gone, and nobody can free it: a long-running program grows until it is stopped.',
    fix: 'Free it on every way out, the early returns too; one label at the end helps.',
    whenNot: 'The program ends right after, and the system takes everything back.',
    cwe: [401],
    weakness: 'memory-leak',
    severity: 'low',
    confidence: 0.8,
  }),
  rule('resource-leak', {
    title: 'A file is not closed on every way out',
    message: 'Descriptors run out, and buffered data may never be written.',
    fix: 'Close it on every way out.',
    cwe: [775, 404, 772, 773],
    weakness: 'resource-leak',
    severity: 'low',
    confidence: 0.8,
  }),
  rule('double-free', {
    title: 'Memory is freed twice',
    message: 'The allocator’s lists break; attackers turn that into writes wherever they like.',
    fix: 'Let one place own the block, and set the pointer to NULL after free().',
    cwe: [415],
    weakness: 'double-free',
    severity: 'high',
    confidence: 0.9,
  }),
  rule('use-after-free', {
    title: 'Memory is used after it was freed',
    message: 'Somebody else may hold the block by now: secrets leak, and data becomes code.',
    fix: 'Use it before it is freed; set the pointer to NULL afterwards.',
    cwe: [416],
    weakness: 'use-after-free',
    severity: 'high',
    confidence: 0.9,
  }),
  rule('stack-address', {
    title: 'A local variable outlives its function',
    message:
      'The address of a local variable is used after its function has returned: its place holds something else by then.',
    fix: 'Allocate the memory, or let the caller give it.',
    cwe: [562],
    weakness: 'use-after-free',
    severity: 'high',
    confidence: 0.9,
  }),
  rule('null-dereference', {
    title: 'A null pointer is followed',
    message: 'The program stops here whenever this way is taken.',
    fix: 'Ask for NULL first, or set the pointer.',
    cwe: [476],
    weakness: 'null-dereference',
    severity: 'medium',
    confidence: 0.9,
  }),
  rule('unchecked-allocation', {
    title: 'Nobody asks whether the allocation or the opening succeeded',
    message: 'malloc(), fopen() and their like return NULL when they fail, and NULL is followed here.',
    fix: 'Ask for NULL before using it.',
    whenNot: 'The system kills programs before malloc() fails, and the size is small.',
    cwe: [690, 252],
    weakness: 'null-dereference',
    severity: 'low',
    confidence: 0.6,
  }),
  rule('late-null-check', {
    title: 'A pointer is compared with NULL after it was used',
    message: 'Either the comparison is useless, or the use before it stops the program.',
    fix: 'Move the comparison before the first use.',
    cwe: [476],
    weakness: 'null-dereference',
    severity: 'low',
    confidence: 0.7,
  }),
  rule('uninitialized', {
    title: 'Something is read that was never written',
    message: 'It holds what was in memory before: the program does something else each time, and old data leaks.',
    fix: 'Give it a value where it is declared.',
    cwe: [457, 908, 824],
    weakness: 'uninitialized',
    severity: 'medium',
    confidence: 0.85,
  }),
  rule('stack-buffer-overflow', {
    title: 'More is written than an array on the stack can hold',
    message: 'What stands behind it is overwritten, return addresses included.',
    fix: 'Limit the size to sizeof the array, and check indices at both ends.',
    cwe: [121, 787, 120],
    weakness: 'buffer-overflow',
    severity: 'critical',
    confidence: 0.85,
  }),
  rule('heap-buffer-overflow', {
    title: 'More is written than was allocated',
    message: 'What stands behind the block is overwritten: other data, or the allocator’s own.',
    fix: 'Allocate what is needed (a text needs one more for its end), and limit the copy to it.',
    cwe: [122, 787, 131],
    weakness: 'buffer-overflow',
    severity: 'critical',
    confidence: 0.85,
  }),
  rule('buffer-underwrite', {
    title: 'Something is written before the beginning of a buffer',
    message: 'What stands before it is overwritten.',
    fix: 'Check that the index or pointer is not below the beginning.',
    cwe: [124, 787, 786],
    weakness: 'buffer-overflow',
    severity: 'high',
    confidence: 0.85,
  }),
  rule('over-read', {
    title: 'More is read than there is',
    message: 'Memory behind the buffer comes out: keys, passwords, addresses.',
    fix: 'Limit the length to the buffer’s own, and end texts with a zero.',
    cwe: [126, 125],
    weakness: 'over-read',
    severity: 'high',
    confidence: 0.85,
  }),
  rule('under-read', {
    title: 'Something is read before the beginning of a buffer',
    message: 'Memory before the buffer comes out.',
    fix: 'Check that the index or pointer is not below the beginning.',
    cwe: [127, 125, 786],
    weakness: 'over-read',
    severity: 'medium',
    confidence: 0.85,
  }),
  rule('integer-overflow', {
    title: 'A number may not fit',
    message:
      'A number from outside is calculated with, and the result may not fit its type: sizes and checks go wrong.',
    fix: 'Compare with the type’s limits before calculating, or use a wider type.',
    whenNot: 'The result is only shown, or wrapping around is what is wanted.',
    cwe: [190, 191, 680],
    weakness: 'integer-overflow',
    severity: 'medium',
    confidence: 0.6,
  }),
  rule('division-by-zero', {
    title: 'The divisor may be zero',
    message: 'The program stops when it is.',
    fix: 'Ask for zero first.',
    cwe: [369],
    weakness: 'division-by-zero',
    severity: 'low',
    confidence: 0.8,
  }),
  rule('mismatched-free', {
    title: 'Memory is given back by the wrong function',
    message: 'What malloc() gives, free() takes; `delete` takes what `new` gives, and `delete[]` what `new[]` gives.',
    fix: 'Use the counterpart of what allocated it, or a smart pointer.',
    cwe: [762],
    weakness: 'double-free',
    severity: 'medium',
    confidence: 0.9,
  }),
  rule('invalid-free', {
    title: 'Something is freed that was not allocated, or not at its beginning',
    message: 'The allocator’s lists break.',
    fix: 'Free exactly the pointer that was allocated, and nothing that lives on the stack.',
    cwe: [590, 761],
    weakness: 'double-free',
    severity: 'high',
    confidence: 0.85,
  }),
  rule('unbounded-alloca', {
    title: 'The stack grows by a number from outside',
    message: 'A large number lets the stack run into other memory, or stops the program.',
    fix: 'Limit the number, or use malloc().',
    cwe: [770, 789],
    weakness: 'buffer-overflow',
    severity: 'medium',
    confidence: 0.8,
  }),
];
