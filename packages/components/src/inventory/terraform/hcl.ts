import { numberedLines } from '../text/lines.ts';

/** An attribute with a literal value, and the blocks it stands in: `terraform`, `required_providers`, `aws`. */
export interface HclAttribute {
  way: readonly string[];
  name: string;
  value: string;
  line: number;
}

/**
 * The literal attributes of an HCL file, read line by line as `terraform fmt` writes it. Expressions are not evaluated.
 * @see https://developer.hashicorp.com/terraform/language/syntax/configuration
 */
export function* hclAttributes(text: string): Generator<HclAttribute> {
  const way: string[] = [];
  let comment = false;
  let heredoc = '';
  for (const { row, line } of numberedLines(text)) {
    const bare = row.trim();
    if (heredoc !== '') {
      if (bare === heredoc) heredoc = '';
      continue;
    }
    if (comment || bare.startsWith('/*')) {
      comment = !bare.includes('*/');
      continue;
    }
    if (bare === '' || bare.startsWith('#') || bare.startsWith('//') || bare.length > 5000) continue;
    heredoc = /<<[-~]?(\w+)$/.exec(bare)?.[1] ?? '';
    // `provider "x" {`, `aws = {`, `required_providers {`
    const block = /^([\w-]+|"[^"]*")((?:\s+"[^"]*")*)\s*(?:=\s*)?\{\s*$/.exec(bare);
    if (block) {
      if (way.length < 100) way.push(`${block[1]}${block[2]}`.replaceAll('"', '').replaceAll(/\s+/g, ' '));
      continue;
    }
    // `aws = { source = "…", version = "…" }`
    const inline = /^([\w-]+)\s*=\s*\{(.*)\}\s*$/.exec(bare);
    if (inline) {
      for (const [, name, value] of inline[2]!.matchAll(/\b([\w-]{1,100})\s*=\s*"([^"]*)"/g)) {
        yield { way: [...way, inline[1]!], name: name!, value: value!, line };
      }
      continue;
    }
    const attribute = /^([\w-]+)\s*=\s*"([^"]*)"/.exec(bare);
    if (attribute) yield { way: [...way], name: attribute[1]!, value: attribute[2]!, line };
    else if (/^"[^"]*",?$/.test(bare)) yield { way: [...way], name: '', value: bare.replaceAll(/[",]/g, ''), line };
    if (/^[}\]]/.test(bare) && !/[{[]\s*$/.test(bare) && bare.startsWith('}')) way.pop();
    else if (/[({[]\s*$/.test(bare) && bare.endsWith('{')) way.push('');
  }
}
