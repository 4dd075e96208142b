/** What grammars call the same things. */

export const wordKinds = new Set([
  'identifier',
  'type_identifier',
  'property_identifier',
  'field_identifier',
  'package_identifier',
  'statement_identifier',
  'private_property_identifier',
  'simple_identifier',
  'namespace_identifier',
  'variable_name',
  'word',
  'name',
  'constant',
  'this',
  'super',
  'self',
  'undefined',
  'predefined_type',
  'integral_type',
  'floating_point_type',
  'boolean_type',
  'void_type',
  'instance_variable',
  'global_variable',
  'class_variable',
]);

export const stringKinds = new Set([
  'string',
  'string_literal',
  'interpreted_string_literal',
  'raw_string_literal',
  'template_string',
  'concatenated_string',
  'text_block',
  'character_literal',
  'encapsed_string',
  'char_literal',
  'verbatim_string_literal',
  'multiline_string_literal',
  'raw_string',
  'rune_literal',
]);

export const numberKinds = new Set([
  'number',
  'integer',
  'float',
  'decimal_integer_literal',
  'int_literal',
  'float_literal',
  'number_literal',
  'hex_integer_literal',
  'octal_integer_literal',
  'binary_integer_literal',
  'decimal_floating_point_literal',
  'integer_literal',
  'real_literal',
]);

/** They hold one thing and add nothing to it. */
export const wrappers = new Set([
  'expression_statement',
  'parenthesized_expression',
  'parenthesized_statements',
  'literal_element',
  'argument',
  'value_argument',
  'type_annotation',
  'type',
  'else_clause',
]);

/** Their tokens between the parts count. */
export const operators = new Set([
  'update_expression',
  'comparison_operator',
  'inc_statement',
  'dec_statement',
  'binary',
  'unary',
  'operator_assignment',
  'prefix_unary_expression',
  'prefix_expression',
  'postfix_expression',
  'test_command',
  'augmented_assignment_expression',
  'binary_expression',
  'unary_expression',
  'unary_op_expression',
]);

/** What holds statements, where the language has no shapes of its own. */
export const blockKinds = new Set([
  'program',
  'source_file',
  'translation_unit',
  'compilation_unit',
  'compound_statement',
  'block',
  'declaration_list',
  'body_statement',
  'function_body',
  'statements',
  'class_body',
  'switch_block',
]);

/** Kinds of shapes: what a grammar calls so is something else. */
export const reserved = new Set(
  'call new member index assign var init function lambda param class interface if try catch return keyword pair import binary unary jsx with for while switch case block args params array tuple object supers list id string number literal template metavar metaseq dots deep spread annotation modifier regex optional tagged'.split(
    ' ',
  ),
);

export function isScript(language: string): boolean {
  return language === 'javascript' || language === 'typescript' || language === 'tsx';
}

export function isPlainText(kind: string): boolean {
  return /content|fragment|escape|quote|^string_(start|end)$/.test(kind);
}

/** What stands between the quotes of a literal, prefixes dropped. */
export function textIn(literal: string): string {
  const match = /^(?:[a-zA-Z@$]{0,3})("""|'''|"|'|`)([^]*)\1$/.exec(literal);
  return match ? match[2]! : literal;
}

/** Numbers that are written in different ways are the same. */
export function valueOfNumber(text: string): string {
  const plain = text.replace(/_/g, '').toLowerCase();
  const whole = /^(0x[\da-f]+|0o[0-7]+|0b[01]+|\d+)n?l?u?l?$/.exec(plain)?.[1];
  if (whole === undefined) return /^\d*\.?\d+(e[-+]?\d+)?[fd]?$/.test(plain) ? plain.replace(/[fd]$/, '') : plain;
  const octal = /^0\d+$/.test(whole) && !/[89]/.test(whole) ? `0o${whole.slice(1)}` : whole;
  try {
    return BigInt(octal).toString();
  } catch {
    return plain;
  }
}
