import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { compareSeverity, type Severity } from '@stoa/model';
import { stoa } from '../../data/client.ts';
import { useMay, useRefresh } from '../../data/session.tsx';
import { Card } from '../../ui/card.tsx';
import { Button, Field } from '../../ui/field.tsx';
import { Loaded, Problem } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import ui from '../../ui/ui.module.css';
import css from './findings.module.css';
import { Row } from './finding-row.tsx';
import { NothingFound } from './nothing-found.tsx';
import { TriageDialog } from './triage-dialog.tsx';

const facetNames = ['state', 'severity', 'kind', 'tool', 'application'] as const;
const sorts = {
  severity: 'worst first',
  lastSeen: 'seen last',
  firstSeen: 'newest',
  title: 'title',
  application: 'application',
};

/** All filters are in the address: a list can be sent to somebody. */
export function Findings() {
  const [search, setSearch] = useSearchParams({ state: 'open' });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const mayTriage = useMay('security');
  const refresh = useRefresh();
  const all = (name: string) => (search.getAll(name).length > 0 ? search.getAll(name) : undefined);
  const filters = {
    state: all('state'),
    severity: all('severity'),
    kind: all('kind'),
    tool: all('tool'),
    application: search.get('application') ?? undefined,
    q: search.get('q') || undefined,
  } as never;
  const sort = (search.get('sort') ?? 'severity') as keyof typeof sorts;
  const facets = useQuery({
    queryKey: ['facets', search.toString()],
    queryFn: () => stoa.findingFacets({ query: filters }),
    placeholderData: (before) => before,
  });
  const list = useInfiniteQuery({
    queryKey: ['findings', search.toString()],
    queryFn: ({ pageParam }) =>
      stoa.listFindings({
        query: { ...(filters as object), sort, limit: 50, ...(pageParam && { cursor: pageParam }) },
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  const change = (edit: (to: URLSearchParams) => void) => {
    const to = new URLSearchParams(search);
    edit(to);
    if (!to.has('state')) to.set('state', '');
    setSearch(to, { replace: true });
  };
  const items = list.data?.pages.flatMap((page) => page.items);
  return (
    <Page title="Findings" lead="Each problem once, whoever sees it and however often.">
      <div className={css['layout']}>
        <div className={css['facets']} role="group" aria-label="Filters">
          {facetNames.map((name) => (
            <fieldset key={name} className={css['facet']}>
              <legend>{name}</legend>
              {inOrder(name, facets.data?.[name]).map(({ value, count }) => (
                <label key={value}>
                  <input
                    type="checkbox"
                    checked={search.getAll(name).includes(value)}
                    onChange={({ target }) =>
                      change((to) => {
                        const kept =
                          name === 'application' ? [] : to.getAll(name).filter((one) => one !== value && one !== '');
                        to.delete(name);
                        for (const one of target.checked ? [...kept, value] : kept) to.append(name, one);
                      })
                    }
                  />
                  <span>{value}</span>
                  <span>{count}</span>
                </label>
              ))}
            </fieldset>
          ))}
        </div>
        <div className={ui['stack']}>
          <div className={css['tools']}>
            <Field label="Search title, path, package, advisory">
              {(id) => (
                <input
                  id={id}
                  className={ui['input']}
                  type="search"
                  defaultValue={search.get('q') ?? ''}
                  onChange={({ target }) => change((to) => (target.value ? to.set('q', target.value) : to.delete('q')))}
                />
              )}
            </Field>
            <Field label="Order">
              {(id) => (
                <select
                  id={id}
                  className={ui['input']}
                  value={sort}
                  onChange={({ target }) => change((to) => to.set('sort', target.value))}
                >
                  {Object.entries(sorts).map(([value, name]) => (
                    <option key={value} value={value}>
                      {name}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            {mayTriage && selected.size > 0 && (
              <TriageDialog
                ids={[...selected]}
                onDone={() => {
                  setSelected(new Set());
                  void refresh();
                }}
              />
            )}
          </div>
          <Card>
            {list.error && <Problem error={list.error} />}
            <Loaded query={{ data: items, error: null }}>
              {(found) =>
                found.length === 0 ? (
                  <NothingFound />
                ) : (
                  <>
                    <p className={ui['soft']} aria-live="polite">
                      {facets.data?.total ?? found.length} findings
                    </p>
                    <ul className={css['list']}>
                      {found.map((finding) => (
                        <Row
                          key={finding.id}
                          finding={finding}
                          checked={selected.has(finding.id)}
                          onCheck={
                            mayTriage
                              ? (checked) => {
                                  const next = new Set(selected);
                                  if (checked) next.add(finding.id);
                                  else next.delete(finding.id);
                                  setSelected(next);
                                }
                              : undefined
                          }
                        />
                      ))}
                    </ul>
                    {list.hasNextPage && (
                      <Button onClick={() => void list.fetchNextPage()} disabled={list.isFetchingNextPage}>
                        Show more
                      </Button>
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

/** Severities from the worst; the rest as they come, the most frequent first. */
function inOrder(name: string, facet: { value: string; count: number }[] = []) {
  if (name !== 'severity') return facet;
  return facet.toSorted((a, b) => compareSeverity(a.value as Severity, b.value as Severity));
}
