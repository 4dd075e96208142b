import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Finding } from '@stoa/model';
import { Chip } from '../../ui/badges.tsx';
import { toWebAddress } from '../../ui/markdown.ts';
import ui from '../../ui/ui.module.css';
import { moment } from '../../ui/words.ts';

export function About({
  finding,
  triage,
  exceptions,
}: {
  finding: Finding;
  triage: { state: string; reason: string; actor: string } | null;
  exceptions: string[];
}) {
  const { rule, affected, tags } = finding;
  const page = rule.url ? toWebAddress(rule.url) : null;
  return (
    <dl className={ui['facts']}>
      <Fact name="Rule">
        {page ? (
          <a href={page} rel="noreferrer">
            {rule.id}
          </a>
        ) : (
          rule.id
        )}
      </Fact>
      {rule.cwe.length > 0 && <Fact name="Weakness">{rule.cwe.map((number) => `CWE-${number}`).join(', ')}</Fact>}
      {affected && (
        <>
          <Fact name="Package">
            <code>{affected.purl}</code>
          </Fact>
          <Fact name="Known as">{affected.advisoryIds.join(', ')}</Fact>
          <Fact name="Fixed in">{affected.fixedVersion ?? 'no version is known'}</Fact>
          <Fact name="CVSS">{affected.cvssScore?.toFixed(1) ?? 'not given'}</Fact>
          {affected.exploited && (
            <Fact name="Exploited">
              since {affected.exploited.since} ({affected.exploited.source})
              {affected.exploited.ransomware && ', by ransomware too'}
            </Fact>
          )}
          {affected.vex && (
            <Fact name="VEX">
              {affected.vex.state.replaceAll('_', ' ')}
              {affected.vex.justification && `: ${affected.vex.justification.replaceAll('_', ' ')}`} (
              {affected.vex.source})
            </Fact>
          )}
        </>
      )}
      <Fact name="First seen">{moment(finding.firstSeenAt)}</Fact>
      <Fact name="Fixed">{finding.fixedAt ? moment(finding.fixedAt) : 'not yet'}</Fact>
      {tags.length > 0 && (
        <Fact name="Tags">
          {tags.map((tag) => (
            <Chip key={tag}>{tag}</Chip>
          ))}
        </Fact>
      )}
      {triage && (
        <Fact name="Judged">
          {triage.state} by {triage.actor}: {triage.reason}
        </Fact>
      )}
      {exceptions.length > 0 && (
        <Fact name="Exceptions">
          <Link to="/exceptions">{exceptions.length === 1 ? 'one covers it' : `${exceptions.length} cover it`}</Link>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
