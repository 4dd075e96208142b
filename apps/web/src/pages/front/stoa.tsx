import { useState } from 'react';
import type { BlueprintView } from '@stoa/model';
import { Portico } from '../../stoa/portico.tsx';
import porticoCss from '../../stoa/portico.module.css';
import { VerdictBadge } from '../../ui/badges.tsx';
import { Button } from '../../ui/field.tsx';
import ui from '../../ui/ui.module.css';
import { PracticeTable } from './practice-table.tsx';

export function Stoa({ view }: { view: BlueprintView }) {
  const [asTable, setAsTable] = useState(false);
  return (
    <>
      {asTable ? <PracticeTable view={view} /> : <Portico view={view} />}
      <div className={porticoCss['legend']}>
        <span className={ui['row']}>
          {(['pass', 'fail', 'waived', 'expired', 'not-evaluated'] as const).map((verdict) => (
            <VerdictBadge key={verdict} verdict={verdict} />
          ))}
        </span>
        <Button onClick={() => setAsTable(!asTable)}>{asTable ? 'As a drawing' : 'As a table'}</Button>
      </div>
    </>
  );
}
