import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { PracticeStanding } from '@stoa/model';
import { stoa } from '../../data/client.ts';
import { Chip, VerdictBadge } from '../../ui/badges.tsx';
import { Card, Empty } from '../../ui/card.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { EvidenceRow } from './evidence-row.tsx';
import { Ladder } from './ladder.tsx';
import ui from '../../ui/ui.module.css';

const kinds = {
  A: 'wholly mechanical evidence',
  B: 'mechanical evidence and a recorded human act',
  C: 'indicators and an attestation',
};

export function PracticePage() {
  const { id } = useParams();
  const query = useQuery({ queryKey: ['blueprint', undefined], queryFn: () => stoa.getBlueprint({}) });
  return (
    <Loaded query={query}>
      {(view) => {
        const practice = [...view.pillars.flatMap(({ practices }) => practices), ...view.implementing].find(
          (one) => one.id === id,
        );
        return practice ? <Shown practice={practice} /> : <Empty>There is no practice {id}.</Empty>;
      }}
    </Loaded>
  );
}

function Shown({ practice }: { practice: PracticeStanding }) {
  return (
    <Page
      title={`${practice.id} ${practice.title}`}
      lead={practice.statement}
      actions={<VerdictBadge verdict={practice.verdict} />}
    >
      <div className={ui['columns']}>
        <div className={ui['stack']}>
          <Card title="Where it stands">
            <div className={ui['stack']}>
              {practice.because.map((sentence) => (
                <p key={sentence}>{sentence}</p>
              ))}
              {practice.counter && (
                <p className={ui['fail']}>Counter-evidence is open: until it is gone the level is 2 at most.</p>
              )}
            </div>
          </Card>
          <Card title="Evidence">
            {practice.evidence.length === 0 ? (
              <Empty>None yet. Would be answered by: {practice.answeredBy}</Empty>
            ) : (
              <div className={ui['stack']}>
                {practice.evidence.map((one) => (
                  <EvidenceRow key={one.id} {...one} />
                ))}
              </div>
            )}
          </Card>
        </div>
        <div className={ui['stack']}>
          <Card title="Levels">
            <Ladder level={practice.level} target={practice.target} />
          </Card>
          <Card title="Next step">
            <p>{practice.nextStep}</p>
          </Card>
          <Card title="About">
            <dl className={ui['facts']}>
              <dt>Pillar</dt>
              <dd>{practice.pillar ?? 'the base'}</dd>
              <dt>Stages</dt>
              <dd>
                {practice.stages.map((stage) => (
                  <Chip key={stage}>{stage}</Chip>
                ))}
                {practice.stages.length === 0 && 'all'}
              </dd>
              <dt>Evidence</dt>
              <dd>{kinds[practice.evidenceKind]}</dd>
              <dt>Answered by</dt>
              <dd>{practice.answeredBy}</dd>
            </dl>
          </Card>
        </div>
      </div>
    </Page>
  );
}
