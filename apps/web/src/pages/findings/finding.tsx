import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { stoa } from '../../data/client.ts';
import { useMay, useRefresh } from '../../data/session.tsx';
import { Chip, SeverityWord } from '../../ui/badges.tsx';
import { Card } from '../../ui/card.tsx';
import { Described } from '../../ui/described.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import ui from '../../ui/ui.module.css';
import { ExceptionDialog } from '../exceptions/exception-dialog.tsx';
import { About } from './about.tsx';
import { AdvisorySources } from './advisory-sources.tsx';
import { History } from './history.tsx';
import { Reachability } from './reachability.tsx';
import { Sightings } from './sightings.tsx';
import { TriageDialog } from './triage-dialog.tsx';
import { Urgency } from './urgency.tsx';
import { Ways } from './way.tsx';
import { WhyOne } from './why-one.tsx';

/** One finding: where, who sees it, what to do, its history, and why it is one. */
export function FindingPage() {
  const { id = '' } = useParams();
  const refresh = useRefresh();
  const [mayTriage, mayAsk] = [useMay('security'), useMay('developer')];
  const query = useQuery({ queryKey: ['finding', id], queryFn: () => stoa.getFinding({ params: { id } }) });
  return (
    <Loaded query={query}>
      {({ finding, sightings, history, triage, exceptions }) => (
        <Page
          title={finding.title}
          lead={
            <span className={ui['row']}>
              <SeverityWord severity={finding.severity} />
              <span>
                {finding.kind} in{' '}
                <Link to={`/applications/${encodeURIComponent(finding.application)}`}>{finding.application}</Link>
              </span>
              <Chip>{finding.state}</Chip>
            </span>
          }
          actions={
            <>
              {mayAsk && (
                <ExceptionDialog
                  application={finding.application}
                  scope={{ fingerprint: finding.fingerprint.value }}
                  what={finding.title}
                  onDone={() => void refresh()}
                />
              )}
              {mayTriage && <TriageDialog ids={[finding.id]} onDone={() => void refresh()} />}
            </>
          }
        >
          <div className={ui['columns']}>
            <div className={ui['stack']}>
              {finding.fix && (
                <Card title="What to do">
                  <p className={ui['wrap']}>{finding.fix}</p>
                </Card>
              )}
              {sightings.some(({ trace }) => trace && trace.length > 0) && (
                <Card title="The way of the data">
                  <Ways sightings={sightings} />
                </Card>
              )}
              {finding.affected?.reachability && (
                <Card title="Does the code get there?">
                  <Reachability reachability={finding.affected.reachability} />
                </Card>
              )}
              <Card title="Where">
                <Sightings sightings={sightings} />
              </Card>
              {finding.description && (
                <Card title="What it is">
                  <Described text={finding.description} />
                </Card>
              )}
              {finding.affected?.sources && finding.affected.sources.length > 0 && (
                <Card title="Who says what">
                  <AdvisorySources sources={finding.affected.sources} />
                </Card>
              )}
              <Card title="History">
                <History history={history} />
              </Card>
            </div>
            <div className={ui['stack']}>
              {finding.affected?.priority && (
                <Card title="How soon">
                  <Urgency priority={finding.affected.priority} />
                </Card>
              )}
              <Card title="About">
                <About finding={finding} triage={triage} exceptions={exceptions} />
              </Card>
              <Card title="Why it is one finding">
                <WhyOne finding={finding} />
              </Card>
            </div>
          </div>
        </Page>
      )}
    </Loaded>
  );
}
