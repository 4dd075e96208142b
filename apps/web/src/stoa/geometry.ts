/** Measures of the portico, in units of its drawing. Pure: the page only draws what this says. */
export const view = { width: 1180, height: 560 };
const columnTop = 168;
const columnBottom = 452;
export const columnWidth = 92;
const gap = 28;

export interface Drum {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The left edge of a column; nine stand in the middle of the view. */
export function columnX(index: number): number {
  const all = 9 * columnWidth + 8 * gap;
  return (view.width - all) / 2 + index * (columnWidth + gap);
}

/**
 * The drums of a column from the ground up: as many as the pillar has practices, together always as high as the others.
 * A column is a little narrower at the top, as columns are.
 */
export function drumsOf(column: number, count: number): Drum[] {
  const height = (columnBottom - columnTop) / Math.max(1, count);
  return Array.from({ length: count }, (_, at) => {
    const taper = (at / Math.max(1, count)) * 10;
    return { x: columnX(column) + taper / 2, y: columnBottom - (at + 1) * height, width: columnWidth - taper, height };
  });
}

/** The steps: eight stones in two rows. */
export function stonesOf(count: number): Drum[] {
  const perRow = Math.ceil(count / 2);
  const rows = [
    { y: columnBottom + 22, inset: 40 },
    { y: columnBottom + 58, inset: 14 },
  ];
  return Array.from({ length: count }, (_, at) => {
    const row = rows[Math.floor(at / perRow)] ?? rows[1]!;
    const width = (view.width - 2 * row.inset) / perRow;
    return { x: row.inset + (at % perRow) * width, y: row.y, width, height: 34 };
  });
}

/** A crack through a drum, the same for the same practice. */
export function crackOf({ x, y, width, height }: Drum, seed: string): string {
  const wobble = [...seed].reduce((sum, character) => sum + character.charCodeAt(0), 0) % 9;
  const middle = x + width * (0.35 + wobble / 30);
  return `M${middle} ${y + 1} l${6 + wobble / 2} ${height * 0.3} l-11 ${height * 0.25} l9 ${height * 0.22} l-6 ${height * 0.2}`;
}

export const capital = { y: columnTop - 22, height: 22 };
export const plinth = { y: columnBottom, height: 14 };
