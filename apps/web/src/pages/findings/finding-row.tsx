import { Link } from 'react-router';
import { type Finding } from '@stoa/model';
import { Chip, SeverityWord } from '../../ui/badges.tsx';
import ui from '../../ui/ui.module.css';
import { ago } from '../../ui/words.ts';
import css from './findings.module.css';

export function Row({
  finding,
  checked,
  onCheck,
}: {
  finding: Finding;
  checked: boolean;
  onCheck: ((checked: boolean) => void) | undefined;
}) {
  const { id, title, severity, location, application, lastSeenAt, places, tools, state, affected } = finding;
  return (
    <li className={css['item']}>
      {onCheck ? (
        <input
          type="checkbox"
          checked={checked}
          aria-label={`Select ${title}`}
          onChange={({ target }) => onCheck(target.checked)}
        />
      ) : (
        <span />
      )}
      <SeverityWord severity={severity} />
      <Link to={`/findings/${id}`}>{title}</Link>
      <span className={`${ui['soft']} ${ui['small']}`}>{ago(lastSeenAt)}</span>
      <span className={css['where']}>
        {application} ·{' '}
        {location ? `${location.path}${location.startLine ? `:${location.startLine}` : ''}` : 'no place'}
        {places > 1 && ` and ${places - 1} more`} · {tools.join(', ')} {state !== 'open' && <Chip>{state}</Chip>}
        {affected?.exploited && <Chip>exploited</Chip>}
        {affected?.reachability?.state === 'reachable' && <Chip>reachable</Chip>}
      </span>
    </li>
  );
}
