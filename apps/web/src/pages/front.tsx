import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { BlueprintView } from '@stoa/model';
import { stoa } from '../data/client.ts';
import { Portico } from '../stoa/portico.tsx';
import porticoCss from '../stoa/portico.module.css';
import { Button, Card, Empty, Loaded, Page, VerdictBadge, ui } from '../ui/ui.tsx';
import { ago, hours } from '../ui/words.ts';
import css from './front.module.css';

/** One page: where we stand by evidence, what each stage checks, and the one next gap. */
export function Front() {
  const [search, setSearch] = useSearchParams();
  const application = search.get('application') ?? undefined;
  const applications = useQuery({ queryKey: ['applications'], queryFn: () => stoa.listApplications() });
  const blueprint = useQuery({
    queryKey: ['blueprint', application],
    queryFn: () => stoa.getBlueprint({ query: { application } }),
    refetchInterval: 30_000,
  });
  return (
    <Page
      title="The stoa"
      lead="A roof on nine pillars: each drum is a practice, filled as far as evidence carries it."
      actions={
        <label className={ui['row']}>
          <span className={ui['soft']}>Show</span>
          <select
            className={ui['input']}
            value={application ?? ''}
            onChange={(event) => setSearch(event.target.value ? { application: event.target.value } : {})}
          >
            <option value="">all applications</option>
            {applications.data?.items.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      }
    >
      <Loaded query={blueprint}>
        {(view) => (
          <>
            <Card>
              <Stoa view={view} />
            </Card>
            <div className={ui['columns']}>
              <div className={ui['stack']}>
                <Card title="The pipeline">
                  <Pipeline view={view} />
                </Card>
                <Figures application={application} />
              </div>
              <div className={ui['stack']}>
                <Gap view={view} />
                <Card title="Latest decisions">
                  <Loaded query={applications}>
                    {({ items }) =>
                      items.length === 0 ? (
                        <Empty>Nothing has been looked at yet. Run “stoa up” in a repository.</Empty>
                      ) : (
                        <table>
                          <tbody>
                            {items.map(({ name, lastDecision }) => (
                              <tr key={name}>
                                <td className={ui['wrap']}>
                                  <Link to={`/findings?application=${encodeURIComponent(name)}`}>{name}</Link>
                                </td>
                                <td>
                                  {lastDecision ? (
                                    <Link
                                      to={`/decisions/${lastDecision.id}`}
                                      aria-label={`Decision on ${name}: ${lastDecision.verdict}`}
                                    >
                                      <VerdictBadge verdict={lastDecision.verdict} />
                                    </Link>
                                  ) : (
                                    'none yet'
                                  )}
                                </td>
                                <td className={`${ui['soft']} ${ui['small']}`}>
                                  {lastDecision && ago(lastDecision.decidedAt)}
                                </td>
                              </tr>
                            ))}
                          </tbody>
                        </table>
                      )
                    }
                  </Loaded>
                </Card>
              </div>
            </div>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Stoa({ view }: { view: BlueprintView }) {
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

function PracticeTable({ view }: { view: BlueprintView }) {
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

function Pipeline({ view }: { view: BlueprintView }) {
  return (
    <>
      <ol className={css['pipeline']} tabIndex={0} aria-label="Stages of the pipeline">
        {view.stages.map(({ stage, controls }) => (
          <li key={stage} className={css['stage']}>
            <h3>{stage}</h3>
            <ul className={css['dots']}>
              {controls.map(({ practice, title, verdict }) => (
                <li key={practice}>
                  <Link
                    to={`/practices/${practice}`}
                    data-verdict={verdict}
                    title={title}
                    aria-label={`${practice} ${title}: ${verdict}`}
                  >
                    {practice}
                  </Link>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <p className={css['back']}>
        ↩ run feeds test and design: what is attacked, found or waived comes back as a check.
      </p>
    </>
  );
}

function Gap({ view }: { view: BlueprintView }) {
  const gap = view.nextGap;
  return (
    <section className={`${ui['card']} ${css['gap']}`}>
      <h2>Your next gap</h2>
      {gap ? (
        <>
          <h3>
            <Link to={`/practices/${gap.practice}`}>
              {gap.practice} {gap.title}
            </Link>
          </h3>
          <p className={`${ui['soft']} ${ui['small']}`}>{gap.explanation}</p>
          <ul className={css['terms']} aria-label="Why this one">
            {gap.terms.map(({ name, value, why }) => (
              <li key={name}>
                <b>× {value.toFixed(1)}</b> {name}: {why}
              </li>
            ))}
          </ul>
          <p>
            <strong>Next:</strong> {gap.nextStep}
          </p>
        </>
      ) : (
        <p>Every practice has reached its target.</p>
      )}
    </section>
  );
}

function Figures({ application }: { application: string | undefined }) {
  const overview = useQuery({
    queryKey: ['overview', application],
    queryFn: () => stoa.getOverview({ query: { application } }),
  });
  return (
    <Card title="Figures">
      <Loaded query={overview}>
        {(figures) => (
          <div className={ui['stack']}>
            <div className={css['figures']}>
              <p className={css['figure']}>
                <b>{figures.open.critical + figures.open.high}</b>critical and high findings open
              </p>
              <p className={css['figure']}>
                <b>{figures.open.medium + figures.open.low}</b>medium and low open
              </p>
              <p className={css['figure']}>
                <b>{figures.fixedLast30Days}</b>fixed in 30 days, {figures.openedLast30Days} opened
              </p>
              <p className={css['figure']}>
                <b>{hours(figures.meanHoursToFix)}</b>mean time to fix
              </p>
              <p className={css['figure']}>
                <b>{figures.exceptions.live}</b>live exceptions, {figures.exceptions.waiting} waiting,{' '}
                {figures.exceptions.expired} over
              </p>
              <p className={css['figure']}>
                <b>{figures.advisories.count.toLocaleString('en')}</b>
                {figures.advisories.asOf
                  ? `advisories, fetched ${ago(figures.advisories.asOf)}`
                  : 'advisories: run “stoa db update”'}
              </p>
            </div>
            <Days days={figures.perDay} />
          </div>
        )}
      </Loaded>
    </Card>
  );
}

function Days({ days }: { days: { day: string; opened: number; fixed: number }[] }) {
  const most = Math.max(1, ...days.flatMap(({ opened, fixed }) => [opened, fixed]));
  return (
    <details>
      <summary>
        <svg
          className={css['chart']}
          viewBox="0 0 900 90"
          preserveAspectRatio="none"
          role="img"
          aria-label="Findings opened and fixed a day, over 90 days; the table below has the figures"
        >
          <line x1="0" x2="900" y1="45" y2="45" stroke="var(--line)" />
          {days.map(({ day, opened, fixed }, at) => (
            <g key={day}>
              <rect
                className={css['opened']}
                x={at * 10 + 1}
                width="8"
                y={45 - (opened / most) * 43}
                height={(opened / most) * 43}
              />
              <rect className={css['fixed']} x={at * 10 + 1} width="8" y={45} height={(fixed / most) * 43} />
            </g>
          ))}
        </svg>
        Opened (above) and fixed (below) over 90 days, as a table
      </summary>
      <table>
        <thead>
          <tr>
            <th>Day</th>
            <th>Opened</th>
            <th>Fixed</th>
          </tr>
        </thead>
        <tbody>
          {days
            .filter(({ opened, fixed }) => opened + fixed > 0)
            .map(({ day, opened, fixed }) => (
              <tr key={day}>
                <td>{day}</td>
                <td>{opened}</td>
                <td>{fixed}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </details>
  );
}
