/**
 * Measures of the portico, in units of its drawing. Pure: the page draws only what this says.
 * Wide, the nine columns stand in one row. On a narrow screen they stand in three storeys of three.
 */
export interface Drum {
  /** The stone, a little wider at its foot than at its top, as columns are. */
  foot: { x: number; width: number };
  head: { x: number; width: number };
  y: number;
  height: number;
}

export interface Column {
  /** Which pillar stands here. */
  index: number;
  /** The middle of it. */
  x: number;
  drums: Drum[];
}

export interface Storey {
  /** Top of the beam with the names; below it the capitals, then the drums, then the plinths. */
  beam: number;
  capital: number;
  foot: number;
  columns: Column[];
}

export interface Plan {
  width: number;
  height: number;
  /** Left and right end of the beams. */
  left: number;
  right: number;
  apex: number;
  storeys: Storey[];
  /** The stones of the base, in two rows. */
  steps: Drum[];
  ground: number;
}

export const measures = {
  column: 92,
  gap: 32,
  margin: 50,
  taper: 11,
  beam: 62,
  capital: 32,
  shaft: 292,
  plinth: 13,
  step: 34,
} as const;

/**
 * @param counts how many practices each pillar has
 * @param stones how many practices the base has
 * @param perRow columns side by side: 9, or 3 on a narrow screen
 */
export function planPortico(counts: readonly number[], stones: number, perRow: number): Plan {
  const { column, gap, margin, beam, capital, plinth, step } = measures;
  const narrow = perRow < counts.length;
  const width = perRow * column + (perRow - 1) * gap + 2 * (margin + (narrow ? 0 : 16));
  const first = (width - perRow * column - (perRow - 1) * gap) / 2;
  const shaft = narrow ? 214 : measures.shaft;
  const apex = 30;
  let y = apex + (narrow ? 96 : 104);

  const storeys: Storey[] = [];
  for (let from = 0; from < counts.length; from += perRow) {
    const top = y + beam + capital;
    const foot = top + shaft;
    storeys.push({
      beam: y,
      capital: y + beam,
      foot,
      columns: counts.slice(from, from + perRow).map((count, at) => {
        const x = first + at * (column + gap) + column / 2;
        return { index: from + at, x, drums: drumsOf(x, count, top, foot) };
      }),
    });
    y = foot + plinth;
  }
  const steps = stepsOf(stones, y, width);
  const ground = y + 2 * step + 12;
  return { width, height: ground + 26, left: 22, right: width - 22, apex, storeys, steps, ground };
}

/** Half the width of a shaft, `share` of the way up: straight below, drawn in above, as the eye wants it. */
function halfWidth(share: number): number {
  return (measures.column - measures.taper * share ** 1.5) / 2;
}

/** The drums of a column from the ground up; few practices make high drums, so that all columns are equally high. */
function drumsOf(middle: number, count: number, top: number, foot: number): Drum[] {
  const height = (foot - top) / Math.max(1, count);
  const at = (share: number) => ({ x: middle - halfWidth(share), width: 2 * halfWidth(share) });
  return Array.from({ length: count }, (_, n) => ({
    foot: at(n / count),
    head: at((n + 1) / count),
    y: foot - (n + 1) * height,
    height,
  }));
}

/** The base: each row of stones a step wider than the one above. */
function stepsOf(count: number, top: number, width: number): Drum[] {
  const perRow = Math.ceil(count / 2);
  return Array.from({ length: count }, (_, at) => {
    const row = Math.floor(at / perRow);
    const inset = row === 0 ? 34 : 18;
    const stone = (width - 2 * inset) / perRow;
    const edge = { x: inset + (at % perRow) * stone, width: stone };
    return { foot: edge, head: edge, y: top + row * measures.step, height: measures.step };
  });
}

/** The outline of a drum, or of its lowest part; a hair smaller, so that the joints show. */
export function outlineOf({ foot, head, y, height }: Drum, share = 1): string {
  const joint = 0.7;
  const top = y + height * (1 - share) + joint;
  const mix = (from: number, to: number) => from + (to - from) * share;
  const left = mix(foot.x, head.x) + joint;
  const right = mix(foot.x + foot.width, head.x + head.width) - joint;
  const bottom = y + height - joint;
  return `M${foot.x + joint} ${bottom} L${round(left)} ${round(top)} H${round(right)} L${foot.x + foot.width - joint} ${bottom} Z`;
}

/** The line at the top of a fill; open in the middle where it would strike through the name of the stone. */
export function levelMarkOf({ foot, head, y, height }: Drum, share: number): string {
  const at = round(y + height * (1 - share));
  const left = round(Math.max(foot.x, head.x) + 1);
  const right = round(Math.min(foot.x + foot.width, head.x + head.width) - 1);
  const middle = (left + right) / 2;
  const strikes = Math.abs(at - (y + height / 2)) < 11;
  return strikes ? `M${left} ${at} H${middle - 15} M${middle + 15} ${at} H${right}` : `M${left} ${at} H${right}`;
}

/** Flutes: lines up the shaft, closer together towards its edges, as on a round body. */
export function flutesOf({ foot, head, y, height }: Drum, count = 6): string {
  return Array.from({ length: count }, (_, at) => {
    const share = (1 - Math.cos((Math.PI * (at + 1)) / (count + 1))) / 2;
    return `M${round(foot.x + foot.width * share)} ${y + height} L${round(head.x + head.width * share)} ${y}`;
  }).join(' ');
}

/** A crack through a drum with one branch, the same for the same practice. */
export function crackOf({ foot, y, height }: Drum, seed: string): string {
  const turn = [...seed].reduce((sum, character) => sum + character.charCodeAt(0), 0);
  const side = turn % 2 === 0 ? 1 : -1;
  const x = foot.x + foot.width * (side > 0 ? 0.86 : 0.14) + (turn % 7);
  const step = (across: number, down: number) => `l${round(side * across)} ${round(height * down)}`;
  return `M${round(x)} ${round(y + 1)} ${step(-7, 0.22)} ${step(6, 0.16)} ${step(-10, 0.24)} ${step(5, 0.15)} ${step(-5, 0.2)} M${round(x - side * 11)} ${round(y + 1 + height * 0.62)} ${step(-8, 0.1)} ${step(-3, 0.14)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
