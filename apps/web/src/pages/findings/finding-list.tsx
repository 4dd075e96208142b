import type { ReactNode } from 'react';
import type { Finding } from '@stoa/model';
import { Row } from './finding-row.tsx';
import css from './findings.module.css';

/** The findings themselves; with `onSelect`, to be chosen and judged together. */
export function FindingList({
  findings,
  total,
  selected,
  onSelect,
  actions,
}: {
  findings: Finding[];
  total: number | undefined;
  selected: ReadonlySet<string>;
  onSelect: ((selected: ReadonlySet<string>) => void) | undefined;
  actions: ReactNode;
}) {
  const all = findings.every(({ id }) => selected.has(id));
  const choose = (id: string, on: boolean) => {
    const next = new Set(selected);
    if (on) next.add(id);
    else next.delete(id);
    onSelect?.(next);
  };
  return (
    <>
      <div className={css['head']}>
        {onSelect && (
          <input
            type="checkbox"
            aria-label="Select all that are shown"
            checked={all}
            onChange={() => onSelect(all ? new Set() : new Set(findings.map(({ id }) => id)))}
          />
        )}
        <p aria-live="polite">
          {selected.size > 0 ? `${selected.size} of ` : ''}
          {(total ?? findings.length).toLocaleString('en')} {total === 1 ? 'finding' : 'findings'}
        </p>
        {actions}
      </div>
      <ul className={css['list']}>
        {findings.map((finding) => (
          <Row
            key={finding.id}
            finding={finding}
            checked={selected.has(finding.id)}
            onCheck={onSelect ? (on) => choose(finding.id, on) : undefined}
          />
        ))}
      </ul>
    </>
  );
}
