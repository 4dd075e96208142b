import { useSyncExternalStore } from 'react';

const narrow = matchMedia('(max-width: 720px)');

/** Too narrow for nine columns in a row? */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      narrow.addEventListener('change', onChange);
      return () => narrow.removeEventListener('change', onChange);
    },
    () => narrow.matches,
  );
}
