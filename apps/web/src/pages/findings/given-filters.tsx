import { facets, toggled, valuesOf, type Filters } from './filters.ts';
import css from './findings.module.css';

/** The filters that are on, each to be taken off with one click. */
export function GivenFilters({
  search,
  filters,
  onChange,
}: {
  search: URLSearchParams;
  filters: Filters;
  onChange: (to: URLSearchParams) => void;
}) {
  const given = facets.flatMap((facet) => valuesOf(filters, facet).map((value) => ({ facet, value })));
  if (given.length === 0) return null;
  return (
    <ul className={css['given']} aria-label="Filters that are on">
      {given.map(({ facet, value }) => (
        <li key={`${facet} ${value}`}>
          <button
            type="button"
            aria-label={`Take off ${facet} ${value}`}
            onClick={() => onChange(toggled(search, facet, value, false))}
          >
            {facet}: {value} <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
