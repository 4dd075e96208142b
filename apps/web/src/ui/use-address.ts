import { useSearchParams } from 'react-router';

/**
 * What a page keeps in its address: its filters, its order. A change shows at once; as a transition, which is how the
 * router would do it, a box that was just ticked is drawn unticked until the list below it is ready.
 */
export function useAddress(): {
  search: URLSearchParams;
  go: (to: URLSearchParams) => void;
  /** `''` takes the name out of the address. */
  set: (name: string, value: string) => void;
} {
  const [search, setSearch] = useSearchParams();
  const go = (to: URLSearchParams) => setSearch(to, { replace: true, flushSync: true });
  return {
    search,
    go,
    set: (name, value) => {
      // Not from `search`: whoever types sets what stood there when the typing began.
      const to = new URLSearchParams(location.search);
      if (value) to.set(name, value);
      else to.delete(name);
      go(to);
    },
  };
}
