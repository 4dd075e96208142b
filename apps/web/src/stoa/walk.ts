/**
 * Where an arrow key leads on the stoa: up and down within a column, left and right to the foot of the next one.
 * Past the last stone it goes on at the first.
 *
 * @param columns the practices of each column from the ground up, the base last
 * @returns the practice to go to; null when the key is no arrow
 */
export function walk(columns: readonly (readonly string[])[], from: string, key: string): string | null {
  const all = columns.flat();
  const at = columns.findIndex((column) => column.includes(from));
  const sideways = { ArrowRight: 1, ArrowLeft: -1 }[key];
  if (sideways) return columns[(at + sideways + columns.length) % columns.length]?.[0] ?? null;
  const upDown = { ArrowUp: 1, ArrowDown: -1 }[key];
  if (upDown) return all[(all.indexOf(from) + upDown + all.length) % all.length] ?? null;
  if (key === 'Home') return all[0] ?? null;
  if (key === 'End') return all.at(-1) ?? null;
  return null;
}
