type Fields = Record<string, unknown>;

/** Rules may also be written with `match`, `any`, `all`, `inside`, `not` and `where`; taint with `taint`. */
export function isNewSyntax(rule: Fields): boolean {
  return 'match' in rule || 'taint' in rule;
}

/** The same rule with `pattern`, `patterns`, `pattern-either` and so on. Operators nobody knows are left as they are. */
export function toOldSyntax(rule: Fields): Fields {
  const { match, taint, ...rest } = rule;
  if (match !== undefined) return { ...rest, ...formulaOf(match) };
  const parts = fieldsOf(taint);
  return {
    ...rest,
    mode: 'taint',
    ...Object.fromEntries(
      Object.entries(parts).map(([name, list]) => [`pattern-${name}`, listOf(list).map((one) => formulaOf(one))]),
    ),
  };
}

function formulaOf(written: unknown): Fields {
  if (typeof written === 'string') return { pattern: written };
  const { where, ...fields } = fieldsOf(written);
  const conditions = listOf(where).map(conditionOf);
  const made: Fields = {};
  for (const [name, value] of Object.entries(fields))
    switch (name) {
      case 'all':
        made['patterns'] = listOf(value).map(formulaOf);
        break;
      case 'any':
        made['pattern-either'] = listOf(value).map(formulaOf);
        break;
      case 'regex':
        made['pattern-regex'] = value;
        break;
      case 'inside':
        made['pattern-inside'] = operand(value);
        break;
      case 'not':
        Object.assign(made, negated(value));
        break;
      default:
        made[name] = value;
    }
  if (conditions.length === 0) return made;
  const { label, requires, ...own } = made;
  const kept = { ...(label !== undefined && { label }), ...(requires !== undefined && { requires }) };
  if (Array.isArray(own['patterns']) && Object.keys(own).length === 1)
    return { ...kept, patterns: [...(own['patterns'] as unknown[]), ...conditions] };
  return { ...kept, patterns: [own, ...conditions] };
}

/** A pattern alone stays text. */
function operand(value: unknown): unknown {
  return typeof value === 'string' ? value : formulaOf(value);
}

function negated(value: unknown): Fields {
  const fields = fieldsOf(value);
  if ('inside' in fields) return { 'pattern-not-inside': operand(fields['inside']) };
  if ('regex' in fields) return { 'pattern-not-regex': fields['regex'] };
  return { 'pattern-not': operand(value) };
}

function conditionOf(written: unknown): Fields {
  const fields = fieldsOf(written);
  if ('focus' in fields) return { 'focus-metavariable': fields['focus'] };
  if ('comparison' in fields) return { 'metavariable-comparison': fields };
  if ('analyzer' in fields) return { 'metavariable-analysis': fields };
  if ('type' in fields || 'types' in fields) return { 'metavariable-type': fields };
  if ('regex' in fields) return { 'metavariable-regex': fields };
  if (!('metavariable' in fields)) return formulaOf(written);
  const { metavariable, language, ...formula } = fields;
  return {
    'metavariable-pattern': { metavariable, ...(language !== undefined && { language }), ...formulaOf(formula) },
  };
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}
