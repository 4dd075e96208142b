import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { severities } from '@stoa/model';
import { stoa } from '../../data/client.ts';
import { Chip } from '../../ui/badges.tsx';
import { Card, Empty, Scroll } from '../../ui/card.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Button, Field } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Advisories } from './advisories.tsx';
import { SbomLinks } from '../../ui/sbom-links.tsx';
import ui from '../../ui/ui.module.css';
import { useAddress } from '../../ui/use-address.ts';
import { ago } from '../../ui/words.ts';

/** What applications are assembled from. */
export function Components() {
  const { search, set } = useAddress();
  const query = {
    application: search.get('application') || undefined,
    ecosystem: search.get('ecosystem') || undefined,
    q: search.get('q') || undefined,
    ...(search.get('vulnerable') === 'true' && { vulnerable: 'true' as const }),
  };
  const applications = useQuery({ queryKey: ['applications'], queryFn: () => stoa.listApplications() });
  const facets = useQuery({
    queryKey: ['component-facets', query.application],
    queryFn: () => stoa.componentFacets({ query: { application: query.application } }),
  });
  const advisories = useQuery({ queryKey: ['advisories'], queryFn: () => stoa.advisoryStatus() });
  const list = useInfiniteQuery({
    queryKey: ['components', search.toString()],
    queryFn: ({ pageParam }) =>
      stoa.listComponents({ query: { ...query, limit: 50, ...(pageParam && { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  const items = list.data?.pages.flatMap((page) => page.items);
  return (
    <Page
      title="Components"
      lead={
        facets.data && (
          <>
            {facets.data.total.toLocaleString('en')} packages, {facets.data.vulnerable} with open vulnerabilities,{' '}
            {facets.data.unpinned} without a version.{' '}
            {advisories.data?.asOf
              ? `Advisories fetched ${ago(advisories.data.asOf)}.`
              : 'No advisories are here: vulnerabilities are not evaluated.'}
          </>
        )
      }
      actions={query.application && <SbomLinks application={query.application} />}
    >
      <div className={ui['row']}>
        <SearchField label="Search packages" value={query.q ?? ''} onChange={(q) => set('q', q)} />
        <Choice
          label="Application"
          value={query.application}
          from={applications.data?.items.map(({ name }) => name) ?? []}
          onChoose={(value) => set('application', value)}
        />
        <Field label="Ecosystem">
          {(id) => (
            <select
              id={id}
              className={ui['input']}
              value={query.ecosystem ?? ''}
              onChange={({ target }) => set('ecosystem', target.value)}
            >
              <option value="">all</option>
              {facets.data?.ecosystem.map(({ value, count }) => (
                <option key={value} value={value}>
                  {value} ({count})
                </option>
              ))}
            </select>
          )}
        </Field>
        <label className={ui['row']}>
          <input
            type="checkbox"
            checked={search.get('vulnerable') === 'true'}
            onChange={({ target }) => set('vulnerable', target.checked ? 'true' : '')}
          />{' '}
          vulnerable only
        </label>
      </div>
      <Card>
        <Loaded query={{ data: items, error: list.error }}>
          {(found) =>
            found.length === 0 ? (
              <Empty>
                No packages under these filters. Without lock files there is no inventory, and nothing is known.
              </Empty>
            ) : (
              <Scroll label="Packages">
                <table>
                  <thead>
                    <tr>
                      <th>Package</th>
                      <th>Version</th>
                      <th>Ecosystem</th>
                      <th>Use</th>
                      <th>Licence</th>
                      <th>Open</th>
                      <th>Where</th>
                    </tr>
                  </thead>
                  <tbody>
                    {found.map(({ purl, name, version, ecosystem, direct, scope, licences, open, places }) => (
                      <tr key={purl}>
                        <td className={ui['wrap']}>{name}</td>
                        <td>{version || <em>not pinned</em>}</td>
                        <td>{ecosystem}</td>
                        <td>
                          <Chip>{direct ? 'direct' : direct === false ? 'transitive' : 'unknown'}</Chip>{' '}
                          {scope !== 'required' && <Chip>{scope}</Chip>}
                        </td>
                        <td className={`${ui['small']} ${ui['wrap']}`}>{licences.join(', ') || <em>not stated</em>}</td>
                        <td>
                          {severities.some((severity) => open[severity] > 0) ? (
                            <Link to={`/findings?state=open&q=${encodeURIComponent(name)}`}>
                              {severities
                                .flatMap((severity) => (open[severity] > 0 ? [`${open[severity]} ${severity}`] : []))
                                .join(', ')}
                            </Link>
                          ) : (
                            '–'
                          )}
                        </td>
                        <td className={`${ui['small']} ${ui['soft']} ${ui['wrap']}`}>
                          {places[0]?.path}
                          {places[0]?.line ? `:${places[0].line}` : ''}
                          {places.length > 1 && ` and ${places.length - 1} more`}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </Scroll>
            )
          }
        </Loaded>
        {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>Show more</Button>}
      </Card>
      {advisories.data && <Advisories status={advisories.data} />}
    </Page>
  );
}
