import { numberedLines } from '../text/lines.ts';

/** Of each `module version` that was fetched whole, its `h1` (base64, over all of its files). */
export function parseGoSum(text: string): Map<string, string> {
  const sums = new Map<string, string>();
  for (const { row } of numberedLines(text)) {
    const [name, version, sum] = row.slice(0, 1000).split(' ');
    if (name && version && sum?.startsWith('h1:') && !version.endsWith('/go.mod'))
      sums.set(`${name} ${version}`, sum.slice(3));
  }
  return sums;
}
