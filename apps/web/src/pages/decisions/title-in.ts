/** The words of a reason that are the finding's title, to search by: without the place in brackets, and not cut short. */
export function titleIn(reason: string): string {
  const title = reason.split(' (')[0]!;
  return title.replace(/\S*…$/u, '').split(/\s+/).filter(Boolean).slice(0, 10).join(' ');
}
