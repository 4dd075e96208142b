import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { Application } from '@stoa/api';
import { stoa } from '../../data/client.ts';
import { Chip, VerdictBadge } from '../../ui/badges.tsx';
import { Card, Empty, Scroll } from '../../ui/card.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { SbomLinks } from '../../ui/sbom-links.tsx';
import ui from '../../ui/ui.module.css';
import { ago } from '../../ui/words.ts';
import { Figures } from '../front/figures.tsx';
import { TrunkDialog } from './trunk-dialog.tsx';

/** One application: what it is made of, where it stands, and what was decided last. */
export function ApplicationPage() {
  const { name = '' } = useParams();
  const query = useQuery({
    queryKey: ['application', name],
    queryFn: () => stoa.getApplication({ params: { application: name } }),
  });
  return <Loaded query={query}>{(application) => <Shown application={application} />}</Loaded>;
}

function Shown({ application }: { application: Application }) {
  const { name, trunk, manifest, components, lastRunAt, lastDecision } = application;
  const of = `application=${encodeURIComponent(name)}`;
  return (
    <Page
      title={name}
      lead={
        <>
          {lastRunAt ? `Last looked at ${ago(lastRunAt)}` : 'Nothing has looked at it yet'}
          {manifest && manifest.owners.length > 0 && `, owned by ${manifest.owners.join(', ')}`}.
        </>
      }
      actions={
        lastDecision && (
          <Link to={`/decisions/${lastDecision.id}`} aria-label={`Last decision: ${lastDecision.verdict}`}>
            <VerdictBadge verdict={lastDecision.verdict} />
          </Link>
        )
      }
    >
      <div className={ui['columns']}>
        <div className={ui['stack']}>
          <Card title="Modules">
            <Modules manifest={manifest} />
          </Card>
          <Figures application={name} />
        </div>
        <div className={ui['stack']}>
          <Card title="About">
            <dl className={ui['facts']}>
              <dt>Trunk</dt>
              <dd>
                {trunk ? <code>{trunk}</code> : 'not set'} <TrunkDialog application={application} />
              </dd>
              <dt>Environments</dt>
              <dd>{manifest?.environments.map((one) => <Chip key={one}>{one}</Chip>) ?? 'not declared'}</dd>
              <dt>Packages</dt>
              <dd>
                <Link to={`/components?${of}`}>{components.toLocaleString('en')}</Link>{' '}
                {components > 0 && <SbomLinks application={name} />}
              </dd>
            </dl>
          </Card>
          <Card title="Go on to">
            <ul>
              <li>
                <Link to={`/?${of}`}>its stoa</Link>
              </li>
              <li>
                <Link to={`/findings?${of}`}>its findings</Link>
              </li>
              <li>
                <Link to={`/runs?${of}`}>its runs</Link>
              </li>
              <li>
                <Link to={`/decisions?${of}`}>its decisions</Link>
              </li>
            </ul>
          </Card>
        </div>
      </div>
    </Page>
  );
}

function Modules({ manifest }: Pick<Application, 'manifest'>) {
  if (!manifest || manifest.modules.length === 0) {
    return (
      <Empty>None are declared: policies take it as one service. “stoa init” writes a stoa.yaml to declare them.</Empty>
    );
  }
  return (
    <Scroll label="Modules">
      <table>
        <thead>
          <tr>
            <th>Module</th>
            <th>Path</th>
            <th>Workload</th>
            <th>Exposure</th>
            <th>Data</th>
          </tr>
        </thead>
        <tbody>
          {manifest.modules.map(({ name, path, workload, exposure, dataClasses }) => (
            <tr key={name}>
              <td>{name}</td>
              <td>
                <code>{path || '.'}</code>
              </td>
              <td>{workload}</td>
              <td>{exposure}</td>
              <td>{dataClasses.join(', ') || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
