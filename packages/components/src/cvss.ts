import calculators from 'ae-cvss-calculator';

const { Cvss2, Cvss3P0, Cvss3P1, Cvss4P0 } = calculators; // a CommonJS module: Node sees no names in it

/** The base score (0.0–10.0) of a CVSS vector of version 2, 3.x or 4; null for what is none. */
export function scoreOf(vector: string): { score: number; vector: string } | null {
  try {
    const score = calculate(vector);
    return Number.isFinite(score) ? { score, vector } : null;
  } catch {
    return null;
  }
}

function calculate(vector: string): number {
  if (vector.startsWith('CVSS:4.0/')) return new Cvss4P0(vector).calculateScores().overall;
  if (vector.startsWith('CVSS:3.1/')) return new Cvss3P1(vector).calculateScores().base ?? Number.NaN;
  if (vector.startsWith('CVSS:3.0/')) return new Cvss3P0(vector).calculateScores().base ?? Number.NaN;
  return new Cvss2(vector).calculateScores().base ?? Number.NaN;
}
