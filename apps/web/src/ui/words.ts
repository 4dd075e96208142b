/** Dates and amounts as people read them. */
export function ago(instant: string): string {
  const seconds = (Date.parse(instant) - Date.now()) / 1000;
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  for (const [unit, size] of [
    ['year', 31_536_000],
    ['month', 2_592_000],
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ] as const) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return 'just now';
}

export function day(instant: string): string {
  return new Date(instant).toLocaleDateString('en', { year: 'numeric', month: 'short', day: 'numeric' });
}

export function moment(instant: string): string {
  return new Date(instant).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' });
}

export function hours(value: number | null): string {
  if (value === null) return 'nothing fixed yet';
  if (value < 1) return `${Math.round(value * 60)} min`;
  return value < 48 ? `${value.toFixed(1)} h` : `${(value / 24).toFixed(1)} days`;
}

/** Days from now, negative when it is past. */
export function daysUntil(instant: string): number {
  return (Date.parse(instant) - Date.now()) / 86_400_000;
}

/** The date some days from now, as a date field takes it. */
export function dateIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** How long something still counts. */
export function daysLeft(instant: string): string {
  const days = Math.ceil(daysUntil(instant));
  return days <= 0 ? 'over' : days === 1 ? '1 day left' : `${days} days left`;
}
