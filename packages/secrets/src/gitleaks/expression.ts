import { categories, escapedByte, namedClasses, perlClasses } from './character-classes.ts';

/** The parts of an expression in RE2's syntax, as far as JavaScript can follow it. Input is bytes, one character each. */
export type Expression =
  | { kind: 'byte'; code: number; anyCase: boolean }
  /** `source` is JavaScript's, brackets included; `members` where it is one of a few bytes. */
  | { kind: 'class'; source: string; members?: readonly number[]; anyCase: boolean }
  | { kind: 'place'; source: string }
  | { kind: 'group'; capture: boolean; name?: string; look?: string; inner: Expression }
  | { kind: 'sequence'; items: readonly Expression[] }
  | { kind: 'choice'; options: readonly Expression[] }
  | { kind: 'repeat'; inner: Expression; least: number; most: number; lazy: boolean };

/** What an expression asks that cannot be followed, in words for its author. */
export class ExpressionError extends Error {
  override name = 'ExpressionError';
}

interface Flags {
  i: boolean;
  m: boolean;
  s: boolean;
  u: boolean;
}

const escapes: Readonly<Record<string, number>> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };

/** @throws {ExpressionError} */
export function parseExpression(source: string): Expression {
  return new Parser(source).parse();
}

class Parser {
  private at = 0;
  private readonly source: string;
  private flags: Flags = { i: false, m: false, s: false, u: false };

  constructor(source: string) {
    this.source = source;
  }

  parse(): Expression {
    const all = this.choice();
    if (this.at < this.source.length) throw new ExpressionError('a bracket is closed that was not opened');
    return all;
  }

  /** Flags that are set within last to the end of the group. */
  private choice(): Expression {
    const before = this.flags;
    const options = [this.sequence()];
    while (this.take('|')) options.push(this.sequence());
    this.flags = before;
    return options.length === 1 ? options[0]! : { kind: 'choice', options };
  }

  private sequence(): Expression {
    const items: Expression[] = [];
    while (this.at < this.source.length && !'|)'.includes(this.source[this.at]!)) {
      const quoted = this.quoted();
      if (quoted) {
        items.push(...quoted);
        continue;
      }
      const one = this.one();
      if (one) items.push(this.repeated(one));
    }
    return items.length === 1 ? items[0]! : { kind: 'sequence', items };
  }

  /** `\Q…\E`: as it stands. */
  private quoted(): Expression[] | undefined {
    if (!this.take('\\Q')) return undefined;
    const end = this.source.indexOf('\\E', this.at);
    const text = this.source.slice(this.at, end < 0 ? undefined : end);
    this.at = end < 0 ? this.source.length : end + 2;
    return [...text].flatMap((character) => this.bytesOf(character.codePointAt(0)!));
  }

  private one(): Expression | undefined {
    const character = this.source[this.at]!;
    if (this.take('(')) return this.group();
    if (this.take('[')) return this.bracketed();
    if (this.take('.')) return { kind: 'class', source: this.flags.s ? '[\\s\\S]' : '[^\\n]', anyCase: false };
    if (this.take('^')) return { kind: 'place', source: this.flags.m ? '(?<![^\\n])' : '(?<![\\s\\S])' };
    if (this.take('$')) return { kind: 'place', source: this.flags.m ? '(?![^\\n])' : '(?![\\s\\S])' };
    if (this.take('\\')) return this.escaped();
    if ('*+?'.includes(character)) throw new ExpressionError(`"${character}" repeats nothing`);
    const code = this.source.codePointAt(this.at)!;
    this.at += code > 0xffff ? 2 : 1;
    const bytes = this.bytesOf(code);
    return bytes.length === 1 ? bytes[0]! : { kind: 'sequence', items: bytes };
  }

  private bytesOf(code: number): Expression[] {
    return [...Buffer.from(String.fromCodePoint(code))].map((byte) => ({
      kind: 'byte',
      code: byte,
      anyCase: this.flags.i,
    }));
  }

  private repeated(inner: Expression): Expression {
    const [whole, sign, least, comma, most] =
      /^(?:([*+?])|\{(\d+)(,?)(\d*)\})/.exec(this.source.slice(this.at, this.at + 24)) ?? [];
    if (whole === undefined) return inner;
    this.at += whole.length;
    const from = sign === '+' ? 1 : sign ? 0 : Number(least);
    const to = sign === '?' ? 1 : sign ? Infinity : comma ? (most ? Number(most) : Infinity) : from;
    if (to < from) throw new ExpressionError(`${whole} ends before it begins`);
    const lazy = this.take('?') !== this.flags.u;
    if (/^(?:[*+]|\{\d+,?\d*\})/.test(this.source.slice(this.at, this.at + 24)))
      throw new ExpressionError('possessive or doubled repetition is not followed');
    return { kind: 'repeat', inner, least: from, most: to, lazy };
  }

  private group(): Expression {
    if (!this.take('?')) return this.close({ capture: true });
    if (this.take(':')) return this.close({ capture: false });
    const look = /^(?:<?[=!])/.exec(this.source.slice(this.at))?.[0];
    if (look) {
      this.at += look.length;
      return this.close({ capture: false, look: `?${look}` });
    }
    if (this.take('>')) throw new ExpressionError('atomic groups are not followed');
    const [named, name] = /^P?<([A-Za-z_]\w*)>/.exec(this.source.slice(this.at)) ?? [];
    if (named !== undefined) {
      this.at += named.length;
      return this.close({ capture: true, name: name! });
    }
    const [given, on = '', off = '', end] = /^([imsU]*)(?:-([imsU]*))?([:)])/.exec(this.source.slice(this.at)) ?? [];
    if (given === undefined)
      throw new ExpressionError(`the group "(?${this.source.slice(this.at, this.at + 3)}" is not followed`);
    this.at += given.length;
    const before = this.flags;
    this.flags = { ...before };
    for (const [letters, value] of [
      [on, true],
      [off, false],
    ] as const)
      for (const letter of letters) this.flags[letter.toLowerCase() as keyof Flags] = value;
    if (end === ')') return { kind: 'sequence', items: [] };
    const group = this.close({ capture: false });
    this.flags = before;
    return group;
  }

  private close(group: { capture: boolean; name?: string; look?: string }): Expression {
    const inner = this.choice();
    if (!this.take(')')) throw new ExpressionError('a bracket is not closed');
    return { kind: 'group', ...group, inner };
  }

  private escaped(): Expression {
    const letter = this.source[this.at] ?? '';
    this.at += 1;
    if (letter === 'b' || letter === 'B') return { kind: 'place', source: `\\${letter}` };
    if (letter === 'A') return { kind: 'place', source: '(?<![\\s\\S])' };
    if (letter === 'z' || letter === 'Z') return { kind: 'place', source: '(?![\\s\\S])' };
    const members = this.classLetter(letter);
    if (members !== undefined) return { kind: 'class', source: `[${members}]`, anyCase: false };
    if (/[1-9]/.test(letter)) throw new ExpressionError('references back are not followed');
    const bytes = this.bytesOf(this.codeOf(letter));
    return bytes.length === 1 ? bytes[0]! : { kind: 'sequence', items: bytes };
  }

  private classLetter(letter: string): string | undefined {
    if (letter === 'p' || letter === 'P') return this.category(letter === 'P');
    return perlClasses[letter];
  }

  private category(negated: boolean): string {
    const [whole, not, braced, short] = /^(?:\{(\^?)(\w+)\}|(\w))/.exec(this.source.slice(this.at)) ?? [''];
    const known = categories[(braced ?? short ?? '') as string];
    if (known === undefined || negated || not)
      throw new ExpressionError(`the class \\${negated ? 'P' : 'p'}${whole} of characters is not followed`);
    this.at += whole.length;
    return known;
  }

  /** The code point of what follows a backslash and is no class. */
  private codeOf(letter: string): number {
    const plain = escapes[letter];
    if (plain !== undefined) return plain;
    if (letter === 'x') {
      const [whole, braced, short] =
        /^(?:\{([0-9A-Fa-f]{1,6})\}|([0-9A-Fa-f]{2}))/.exec(this.source.slice(this.at)) ?? [];
      if (whole === undefined) throw new ExpressionError('"\\x" needs two hexadecimal digits');
      this.at += whole.length;
      return Number.parseInt(braced ?? short!, 16);
    }
    if (letter === '0') {
      const [digits] = /^[0-7]{0,2}/.exec(this.source.slice(this.at))!;
      this.at += digits.length;
      return Number.parseInt(digits || '0', 8);
    }
    if (letter === '' || /[A-Za-z]/.test(letter)) throw new ExpressionError(`the escape "\\${letter}" is not followed`);
    return letter.codePointAt(0)!;
  }

  private bracketed(): Expression {
    const negated = this.take('^');
    const parts: string[] = [];
    const members: number[] = [];
    let few = true;
    for (let first = true; first || this.source[this.at] !== ']'; first = false) {
      if (this.at >= this.source.length) throw new ExpressionError('a bracket is not closed');
      const [posix, not, name] = /^\[:(\^?)(\w+):\]/.exec(this.source.slice(this.at)) ?? [];
      if (posix !== undefined) {
        const known = namedClasses[name!];
        if (known === undefined || not) throw new ExpressionError(`the class ${posix} is not followed`);
        this.at += posix.length;
        parts.push(known);
        few = false;
        continue;
      }
      const from = this.member();
      if (typeof from === 'string') {
        parts.push(from);
        few = false;
        continue;
      }
      if (this.source[this.at] === '-' && this.source[this.at + 1] !== ']' && this.at + 1 < this.source.length) {
        this.at += 1;
        const to = this.member();
        if (typeof to === 'string' || to < from) throw new ExpressionError('a range in a class ends before it begins');
        parts.push(`${escapedByte(Math.min(from, 0xff))}-${escapedByte(Math.min(to, 0xff))}`);
        few = false;
      } else {
        // A character beyond ASCII is some of its bytes.
        for (const byte of Buffer.from(String.fromCodePoint(from))) {
          parts.push(escapedByte(byte));
          members.push(byte);
        }
      }
    }
    this.at += 1;
    return {
      kind: 'class',
      source: `[${negated ? '^' : ''}${parts.join('')}]`,
      anyCase: this.flags.i,
      ...(few && !negated && members.length <= 4 && { members }),
    };
  }

  /** A code point, or the inside of a class that a letter stands for. */
  private member(): number | string {
    if (!this.take('\\')) {
      const code = this.source.codePointAt(this.at)!;
      this.at += code > 0xffff ? 2 : 1;
      return code;
    }
    const letter = this.source[this.at] ?? '';
    this.at += 1;
    return this.classLetter(letter) ?? this.codeOf(letter);
  }

  private take(text: string): boolean {
    if (!this.source.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }
}
