import { useState } from 'react';
import { verdicts, type BlueprintView } from '@stoa/model';
import { Portico } from '../../stoa/portico.tsx';
import { VerdictBadge } from '../../ui/badges.tsx';
import { Button } from '../../ui/field.tsx';
import { PracticeTable } from './practice-table.tsx';
import css from './stoa.module.css';

/** The hero: the drawing, or the same as a table; below it how many practices have which verdict. */
export function Stoa({ view }: { view: BlueprintView }) {
  const [asTable, setAsTable] = useState(false);
  const all = [...view.pillars.flatMap(({ practices }) => practices), ...view.implementing];
  return (
    <section className={css['hero']} data-table={asTable} aria-label="Nine pillars">
      {asTable ? <PracticeTable view={view} /> : <Portico view={view} />}
      <div className={css['legend']}>
        <ul aria-label="Practices by verdict">
          {verdicts.map((verdict) => (
            <li key={verdict}>
              <VerdictBadge verdict={verdict} />
              <span>{all.filter((practice) => practice.verdict === verdict).length}</span>
            </li>
          ))}
        </ul>
        <p>A stone is filled up to its level, of five. A crack is counter-evidence.</p>
        <Button onClick={() => setAsTable(!asTable)}>{asTable ? 'As a drawing' : 'As a table'}</Button>
      </div>
    </section>
  );
}
