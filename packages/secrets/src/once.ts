/** Made when it is first asked for, and kept: of hundreds of rules' patterns a file needs a few. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
