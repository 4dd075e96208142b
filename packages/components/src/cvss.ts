import calculators from 'ae-cvss-calculator';

const { Cvss2, Cvss3P0, Cvss3P1, Cvss4P0 } = calculators; // a CommonJS module: Node sees no names in it

/** The base score (0.0–10.0) of the vector of the newest version among those that can be read; null where there is none. */
export function newestScore(vectors: readonly string[]): { score: number; vector: string } | null {
  for (const vector of [...new Set(vectors)].sort().reverse()) {
    const score = scoreOf(vector);
    if (score !== null) return { score, vector };
  }
  return null;
}

/** A few thousand vectors make up all advisories there are. */
const known = new Map<string, number | null>();

function scoreOf(vector: string): number | null {
  let score = known.get(vector);
  if (score === undefined) {
    score = calculated(vector);
    if (known.size > 20_000) known.clear();
    known.set(vector, score);
  }
  return score;
}

function calculated(vector: string): number | null {
  try {
    const score = calculate(vector);
    return Number.isFinite(score) ? score : null;
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
