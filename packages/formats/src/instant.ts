/** A moment as RFC 3339 writes it, and one that exists. */
export function isInstant(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/i.test(value) &&
    Number.isFinite(Date.parse(value))
  );
}
