/** Reads each version once: the same few thousand are compared again and again. Bounded, since versions come from outside. */
export function remembered<T>(read: (version: string) => T, most = 20_000): (version: string) => T {
  const known = new Map<string, T>();
  return (version) => {
    let value = known.get(version);
    if (value === undefined) {
      value = read(version);
      if (known.size >= most) known.clear();
      known.set(version, value);
    }
    return value;
  };
}
