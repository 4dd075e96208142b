import type { AdvisorySource } from '@stoa/model';
import { SeverityWord } from '../../ui/badges.tsx';
import { Scroll } from '../../ui/card.tsx';
import ui from '../../ui/ui.module.css';

/** One vulnerability, and what each source says of it. */
export function AdvisorySources({ sources }: { sources: readonly AdvisorySource[] }) {
  return (
    <Scroll label="Sources">
      <table>
        <thead>
          <tr>
            <th>Source</th>
            <th>Id</th>
            <th>Severity</th>
            <th>Affected</th>
            <th>Fixed in</th>
          </tr>
        </thead>
        <tbody>
          {sources.map(({ name, id, severity, range, fixedVersion, withdrawn }) => (
            <tr key={`${name} ${id}`}>
              <td>{name}</td>
              <td>
                {id}
                {withdrawn && <em> (withdrawn)</em>}
              </td>
              <td>{severity ? <SeverityWord severity={severity} /> : '–'}</td>
              <td className={`${ui['small']} ${ui['wrap']}`}>{range ? <code>{range}</code> : '–'}</td>
              <td>{fixedVersion ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
