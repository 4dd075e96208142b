/** A share for people: `0.4 %`, `94 %`. */
export function percentOf(share: number): string {
  const value = share * 100;
  return `${value >= 10 || value === 0 ? value.toFixed(0) : value.toPrecision(1)} %`;
}
