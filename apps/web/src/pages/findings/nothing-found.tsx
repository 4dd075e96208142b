import { useQuery } from '@tanstack/react-query';
import { stoa } from '../../data/client.ts';
import { Empty } from '../../ui/card.tsx';

/** Empty is not clean: did anything look at all? */
export function NothingFound() {
  const runs = useQuery({ queryKey: ['runs', 'any'], queryFn: () => stoa.listRuns({ query: { limit: 1 } }) });
  return (
    <Empty>
      {runs.data?.items.length === 0
        ? 'No check has looked here yet: run “stoa scan --server …”. Empty is not clean.'
        : 'Nothing under these filters. Runs were recorded, so checks have looked; see Runs for what they covered.'}
    </Empty>
  );
}
