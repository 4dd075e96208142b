import {
  FindingKind,
  FindingState,
  Severity,
  type FindingKind as Kind,
  type FindingState as State,
  type Severity as Level,
} from '@stoa/model';

/** What a list of findings is narrowed to. All of it stands in the address, so a list can be sent to somebody. */
export interface Filters {
  state: State[];
  severity: Level[];
  kind: Kind[];
  tool: string[];
  application: string | undefined;
  q: string | undefined;
}

export const facets = ['state', 'severity', 'kind', 'tool', 'application'] as const;
export type Facet = (typeof facets)[number];

export const sorts = {
  urgency: 'most urgent first',
  severity: 'worst first',
  lastSeen: 'seen last',
  firstSeen: 'newest',
  title: 'title',
  application: 'application',
} as const;
export type Sort = keyof typeof sorts;

/** In the address, where no state is meant to be left out; without any, only what is open is shown. */
const every = 'any';

/** The filters in an address; what is no filter of ours is passed over. */
export function readFilters(search: URLSearchParams): Filters {
  const known = <Value>(name: string, of: readonly Value[]) =>
    search.getAll(name).filter((value): value is Value & string => (of as readonly unknown[]).includes(value));
  const states = known('state', FindingState.options);
  return {
    state: states.length > 0 || search.has('state') ? states : ['open'],
    severity: known('severity', Severity.options),
    kind: known('kind', FindingKind.options),
    tool: search.getAll('tool').filter(Boolean),
    application: search.get('application') || undefined,
    q: search.get('q') || undefined,
  };
}

export function readSort(search: URLSearchParams): Sort {
  const sort = search.get('sort') ?? '';
  return Object.hasOwn(sorts, sort) ? (sort as Sort) : 'urgency';
}

/** As the API takes them: an empty list is no filter. */
export function toQuery({ application, q, ...lists }: Filters) {
  const given = <Value>(list: Value[]) => (list.length > 0 ? list : undefined);
  return {
    state: given(lists.state),
    severity: given(lists.severity),
    kind: given(lists.kind),
    tool: given(lists.tool),
    application,
    q,
  };
}

/** The address with one value of a facet put in or taken out. There is one application at a time, or all. */
export function toggled(search: URLSearchParams, facet: Facet, value: string, on: boolean): URLSearchParams {
  const to = new URLSearchParams(search);
  const has = valuesOf(readFilters(search), facet).filter((one) => one !== value);
  const values = on ? (facet === 'application' ? [value] : [...has, value]) : has;
  to.delete(facet);
  for (const one of values) to.append(facet, one);
  if (facet === 'state' && values.length === 0) to.set('state', every);
  return to;
}

export function valuesOf(filters: Filters, facet: Facet): string[] {
  if (facet === 'application') return filters.application ? [filters.application] : [];
  return filters[facet];
}
