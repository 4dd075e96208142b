import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { stoa } from '../../data/client.ts';
import { useMay, useRefresh } from '../../data/session.tsx';
import { Card } from '../../ui/card.tsx';
import { Button, Field } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import ui from '../../ui/ui.module.css';
import { useAddress } from '../../ui/use-address.ts';
import { Facets } from './facets.tsx';
import { readFilters, readSort, sorts, toQuery } from './filters.ts';
import { FindingList } from './finding-list.tsx';
import { GivenFilters } from './given-filters.tsx';
import { NothingFound } from './nothing-found.tsx';
import { TriageDialog } from './triage-dialog.tsx';
import css from './findings.module.css';

/** Every finding, narrowed by the filters in the address. */
export function Findings() {
  const { search, go } = useAddress();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const mayTriage = useMay('security');
  const refresh = useRefresh();
  const filters = readFilters(search);
  const query = toQuery(filters);
  const sort = readSort(search);
  const counted = useQuery({
    queryKey: ['facets', query],
    queryFn: () => stoa.findingFacets({ query }),
    placeholderData: (before) => before,
  });
  const list = useInfiniteQuery({
    queryKey: ['findings', query, sort],
    queryFn: ({ pageParam }) =>
      stoa.listFindings({ query: { ...query, sort, limit: 50, ...(pageParam && { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
  });
  const change = (to: URLSearchParams) => {
    go(to);
    setSelected(new Set());
  };
  const set = (name: string, value: string) => {
    const to = new URLSearchParams(location.search);
    if (value) to.set(name, value);
    else to.delete(name);
    change(to);
  };
  return (
    <Page title="Findings" lead="Each problem once, whoever sees it and however often.">
      <div className={css['layout']}>
        <Facets counted={counted.data} search={search} onChange={change} />
        <div className={ui['stack']}>
          <div className={css['tools']}>
            <SearchField
              label="Search title, path, package, advisory"
              value={filters.q ?? ''}
              onChange={(q) => set('q', q)}
            />
            <Field label="Order">
              {(id) => (
                <select
                  id={id}
                  className={ui['input']}
                  value={sort}
                  onChange={({ target }) => set('sort', target.value)}
                >
                  {Object.entries(sorts).map(([value, name]) => (
                    <option key={value} value={value}>
                      {name}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          </div>
          <GivenFilters search={search} filters={filters} onChange={change} />
          <Card>
            <Loaded query={{ data: list.data?.pages.flatMap(({ items }) => items), error: list.error }}>
              {(found) =>
                found.length === 0 ? (
                  <NothingFound filters={filters} />
                ) : (
                  <>
                    <FindingList
                      findings={found}
                      total={counted.data?.total}
                      selected={selected}
                      onSelect={mayTriage ? setSelected : undefined}
                      actions={
                        selected.size > 0 && (
                          <TriageDialog
                            ids={[...selected]}
                            onDone={() => {
                              setSelected(new Set());
                              void refresh();
                            }}
                          />
                        )
                      }
                    />
                    {list.hasNextPage && (
                      <p className={css['more']}>
                        <Button onClick={() => void list.fetchNextPage()} disabled={list.isFetchingNextPage}>
                          Show more
                        </Button>
                      </p>
                    )}
                  </>
                )
              }
            </Loaded>
          </Card>
        </div>
      </div>
    </Page>
  );
}
