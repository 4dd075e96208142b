import { compareSeverity, type Severity } from '@stoa/model';
import { useNarrow } from '../../design/use-narrow.ts';
import { facets, readFilters, toggled, valuesOf, type Facet } from './filters.ts';
import css from './findings.module.css';

type Counted = Record<Facet, { value: string; count: number }[]>;

/** What there is under the other filters, and how much of it. */
export function Facets({
  counted,
  search,
  onChange,
}: {
  counted: Counted | undefined;
  search: URLSearchParams;
  onChange: (to: URLSearchParams) => void;
}) {
  const filters = readFilters(search);
  const narrow = useNarrow();
  return (
    <details className={css['fold']} open={!narrow}>
      <summary>Filters</summary>
      <div className={css['facets']} role="group" aria-label="Filters">
        {facets.map((facet) => {
          const given = valuesOf(filters, facet);
          return (
            <fieldset key={facet} className={css['facet']}>
              <legend>{facet}</legend>
              {withGiven(inOrder(facet, counted?.[facet]), given).map(({ value, count }) => (
                <label key={value}>
                  <input
                    type="checkbox"
                    checked={given.includes(value)}
                    onChange={({ target }) => onChange(toggled(search, facet, value, target.checked))}
                  />
                  <span>{value}</span>
                  <span>{count.toLocaleString('en')}</span>
                </label>
              ))}
            </fieldset>
          );
        })}
      </div>
    </details>
  );
}

/** Severities from the worst; the rest as they come, the most frequent first. */
function inOrder(facet: Facet, of: { value: string; count: number }[] = []) {
  if (facet !== 'severity') return of;
  return of.toSorted((a, b) => compareSeverity(a.value as Severity, b.value as Severity));
}

/** A filter that is on stays to be taken off, though nothing is left under it. */
function withGiven(of: { value: string; count: number }[], given: string[]) {
  const missing = given.filter((value) => !of.some((one) => one.value === value));
  return [...of, ...missing.map((value) => ({ value, count: 0 }))];
}
