/** Hours between two instants; negative when `then` is after `now`. */
export function ageInHours(then: string, now: string): number {
  return (Date.parse(now) - Date.parse(then)) / 3_600_000;
}

/** `inWords(50)` is `2 days`, as people say it: rounded down, at least minutes. */
export function inWords(hours: number): string {
  const minutes = Math.floor(hours * 60);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 60) return count(minutes, 'minute');
  if (hours < 48) return count(Math.floor(hours), 'hour');
  return count(Math.floor(hours / 24), 'day');
}

/** `count(1, 'finding')`, `count(3, 'finding')` */
export function count(of: number, noun: string): string {
  return `${of} ${noun}${of === 1 ? '' : 's'}`;
}
