import { safeTest } from './safe-test.ts';

/**
 * The little language of `metavariable-comparison`: numbers, texts, `and`, `or`, `not`, comparisons, arithmetic,
 * `int()`, `str()`, `re.match()`, `in`. Nothing of it is ever run as code.
 * Throws `SyntaxError` for whatever else, and where texts and numbers are mixed: then the whole does not hold.
 */
export function compare(expression: string, variables: (name: string) => Value | undefined): boolean {
  const tokens =
    expression.match(
      /\$[A-Z_0-9]+|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\d+\.\d+|0[xX][\da-fA-F]+|0o[0-7]+|\d+|re\.match|[A-Za-z_]\w*|==|!=|<=|>=|\*\*|<<|>>|\/\/|[-+*/%<>()[\],&|^~]/g,
    ) ?? [];
  const parser = new Parser(tokens, variables);
  return Boolean(parser.whole());
}

/** What a metavariable stands for, or a part of a comparison. */
export type Value = number | string | boolean | null | Value[];

const functions = new Set(['int', 'str', 're.match', 'and', 'or', 'not', 'in']);

/** What a comparison calls that is not followed. */
export function unknownCalls(expression: string): string[] {
  const plain = expression.replaceAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, "''");
  return [...plain.matchAll(/(?<![\w$.])([A-Za-z_][\w.]*)\s*\(/g)]
    .map(([, name]) => name!)
    .filter((one) => !functions.has(one));
}

class Parser {
  readonly #tokens: readonly string[];
  readonly #variables: (name: string) => Value | undefined;
  #at = 0;

  constructor(tokens: readonly string[], variables: (name: string) => Value | undefined) {
    this.#tokens = tokens;
    this.#variables = variables;
  }

  whole(): Value {
    const value = this.#or();
    if (this.#at < this.#tokens.length) throw new SyntaxError(`"${this.#tokens[this.#at]}" is not understood`);
    return value;
  }

  #take(...wanted: string[]): string | undefined {
    const token = this.#tokens[this.#at];
    if (token === undefined || !wanted.includes(token)) return undefined;
    this.#at += 1;
    return token;
  }

  #or(): Value {
    let value = this.#and();
    while (this.#take('or')) {
      const right = this.#and();
      value = value || right;
    }
    return value;
  }

  #and(): Value {
    let value = this.#not();
    while (this.#take('and')) {
      const right = this.#not();
      value = value && right;
    }
    return value;
  }

  #not(): Value {
    return this.#take('not') ? !this.#not() : this.#comparison();
  }

  #comparison(): Value {
    const left = this.#sum();
    const isNot = this.#tokens[this.#at] === 'not' && this.#tokens[this.#at + 1] === 'in';
    if (isNot) this.#at += 1;
    const operator = this.#take('==', '!=', '<', '<=', '>', '>=', 'in');
    if (!operator) return left;
    const right = this.#sum();
    switch (operator) {
      case '==':
        return left === right;
      case '!=':
        return left !== right;
      case '<':
      case '<=':
      case '>':
      case '>=':
        return isOrdered(operator, left, right);
      default: {
        const found = Array.isArray(right) ? right.includes(left) : String(right).includes(String(left));
        return isNot ? !found : found;
      }
    }
  }

  #sum(): Value {
    let value = this.#product();
    for (
      let operator = this.#take('+', '-', '&', '|', '^', '<<', '>>');
      operator;
      operator = this.#take('+', '-', '&', '|', '^', '<<', '>>')
    ) {
      const right = this.#product();
      if (operator === '+' && typeof value === 'string') value += String(right);
      else value = arithmetic(operator, Number(value), Number(right));
    }
    return value;
  }

  #product(): Value {
    let value = this.#unary();
    for (
      let operator = this.#take('*', '/', '//', '%', '**');
      operator;
      operator = this.#take('*', '/', '//', '%', '**')
    )
      value = arithmetic(operator, Number(value), Number(this.#unary()));
    return value;
  }

  #unary(): Value {
    if (this.#take('-')) return -Number(this.#unary());
    if (this.#take('~')) return ~Number(this.#unary());
    return this.#primary();
  }

  #primary(): Value {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new SyntaxError('the comparison ends too early');
    this.#at += 1;
    if (token === '(') {
      const value = this.#or();
      this.#expect(')');
      return value;
    }
    if (token === '[') return this.#items(']');
    if (token.startsWith('$')) return this.#valueOf(token.slice(1));
    if (/^["']/.test(token)) return token.slice(1, -1).replace(/\\(.)/g, '$1');
    if (/^\d/.test(token)) return Number(token);
    if (token === 'True' || token === 'true') return true;
    if (token === 'False' || token === 'false') return false;
    if (token === 'None') return null;
    this.#expect('(');
    const [first = null, second = null] = this.#items(')');
    switch (token) {
      case 'int':
        return wholeNumber(first);
      case 'str':
        return String(first);
      case 're.match':
        if (typeof second !== 'string') throw new SyntaxError('re.match is asked about a text');
        return safeTest(`^(?:${String(first)})`, '', String(second));
      default:
        throw new SyntaxError(`"${token}" is not understood`);
    }
  }

  #valueOf(name: string): Value {
    const value = this.#variables(name);
    if (value === undefined) throw new SyntaxError('a metavariable of the comparison is bound to no literal');
    return value;
  }

  #items(end: string): Value[] {
    const found: Value[] = [];
    while (!this.#take(end)) {
      found.push(this.#or());
      if (!this.#take(',')) {
        this.#expect(end);
        return found;
      }
    }
    return found;
  }

  #expect(token: string): void {
    if (!this.#take(token)) throw new SyntaxError(`"${token}" is missing`);
  }
}

/** Numbers with numbers, texts with texts: a number is neither more nor less than a text. */
function isOrdered(operator: '<' | '<=' | '>' | '>=', left: Value, right: Value): boolean {
  if (typeof left !== typeof right || (typeof left !== 'number' && typeof left !== 'string') || right === null)
    throw new SyntaxError('numbers are compared with numbers, texts with texts');
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    default:
      return left >= right;
  }
}

function wholeNumber(value: Value): number {
  const number = Number(typeof value === 'string' ? value.replace(/_|[lLuUfF]+$/g, '') : value);
  if (Number.isNaN(number) || Array.isArray(value)) throw new SyntaxError('int is asked about no number');
  return Math.trunc(number);
}

/** A literal as it is written, `undefined` for anything else. With `strip` a number in quotes is one. */
export function literalOf(text: string, strip: boolean): Value | undefined {
  const plain = text.trim();
  if (/^-?(0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|\d[\d_]*(\.\d+)?)[lLuUfF]*$/.test(plain))
    return Number(plain.replace(/_|(?<![xX][\da-fA-F]*)[lLuUfF]+$/g, '').replace(/^0([0-7]+)$/, '0o$1'));
  if (/^(true|false)$/i.test(plain)) return /^t/i.test(plain);
  if (/^\[[^]*\]$/.test(plain)) return plain;
  const quoted = /^(["'`])([^]*)\1$/.exec(plain)?.[2];
  return quoted === undefined || !strip ? quoted : (literalOf(quoted, false) ?? quoted);
}

function arithmetic(operator: string, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '//':
      return Math.floor(a / b);
    case '%':
      return a % b;
    case '**':
      return a ** b;
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    case '<<':
      return a << b;
    default:
      return a >> b;
  }
}
