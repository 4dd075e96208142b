import { Link } from 'react-router';
import type { BlueprintView } from '@stoa/model';
import { VerdictBadge } from '../../ui/badges.tsx';
import ui from '../../ui/ui.module.css';

export function PracticeTable({ view }: { view: BlueprintView }) {
  return (
    <div className={ui['scroll']}>
      <table>
        <thead>
          <tr>
            <th>Pillar</th>
            <th>Practice</th>
            <th>Level</th>
            <th>Verdict</th>
            <th>Why</th>
          </tr>
        </thead>
        <tbody>
          {[...view.pillars, { title: 'Base', practices: view.implementing }].flatMap(({ title, practices }) =>
            practices.map((practice) => (
              <tr key={practice.id}>
                <td>{title}</td>
                <td>
                  <Link to={`/practices/${practice.id}`}>
                    {practice.id} {practice.title}
                  </Link>
                </td>
                <td>
                  {practice.level} / {practice.target}
                </td>
                <td>
                  <VerdictBadge verdict={practice.verdict} />
                </td>
                <td className={`${ui['small']} ${ui['soft']}`}>{practice.because[0]}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}
