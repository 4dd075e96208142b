import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { stoa } from '../../data/client.ts';
import { Empty } from '../../ui/card.tsx';
import { ago } from '../../ui/words.ts';
import type { Filters } from './filters.ts';

/** Empty is not clean: did anything look at all, and with what? */
export function NothingFound({ filters: { application, tool } }: { filters: Filters }) {
  const of = { application, tool: tool.length === 1 ? tool[0] : undefined };
  const runs = useQuery({
    queryKey: ['runs', 'latest', of],
    queryFn: () => stoa.listRuns({ query: { ...of, limit: 20 } }),
  });
  if (!runs.data) return <Empty>Nothing under these filters.</Empty>;
  const looked = runs.data.items.filter((run) => run.completeness === 'complete' && run.looked > 0);
  const last = looked[0];
  if (!last) {
    return (
      <Empty>
        No check has looked here yet{application && `, in ${application}`}: run “stoa scan --server …”. Empty is not
        clean.
      </Empty>
    );
  }
  return (
    <Empty>
      Nothing under these filters. Checked by {[...new Set(looked.map(({ tool: { name } }) => name))].join(', ')}, last{' '}
      {ago(last.recordedAt)}; the{' '}
      <Link to={`/runs${application ? `?application=${encodeURIComponent(application)}` : ''}`}>runs</Link> say what
      they looked at.
    </Empty>
  );
}
