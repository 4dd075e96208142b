/** A mirror's `modified_id.csv`: `moment,id` a line. What is no such line is left out. */
export function readRevisions(text: string): Map<string, string> {
  const revisions = new Map<string, string>();
  for (const line of text.split('\n')) {
    const comma = line.indexOf(',');
    const id = line.slice(comma + 1).trim();
    if (comma > 0 && id !== '' && /^\d{4}-/.test(line)) revisions.set(id, line.slice(0, comma));
  }
  return revisions;
}

/** What to fetch and what to take out, to come from one list to the other. */
export function compareRevisions(
  before: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
): { changed: string[]; removed: string[] } {
  return {
    changed: [...now].filter(([id, moment]) => before.get(id) !== moment).map(([id]) => id),
    removed: [...before.keys()].filter((id) => !now.has(id)),
  };
}

/**
 * The lines of the list that an archive beside it has: an archive may be older than the list, and then the difference
 * must be seen as a change the next time.
 *
 * @param modified when the archive's records changed, by id; empty where a record could not be read
 */
export function revisionsOf(list: ReadonlyMap<string, string>, modified: ReadonlyMap<string, string>): string {
  let text = '';
  for (const [id, moment] of list) {
    const own = modified.get(id);
    if (own === undefined || (own !== '' && Date.parse(own) < Date.parse(moment))) continue;
    text += `${moment},${id}\n`;
  }
  return text;
}
