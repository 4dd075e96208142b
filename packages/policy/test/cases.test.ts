import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Decision } from '@stoa/model';
import { decide, explain, parseExceptions, parsePolicy, replay } from '../index.ts';
import { decisionId, facts, now } from './story.ts';

const folder = join(import.meta.dirname, 'cases');
const stories = readdirSync(folder);

test('there are stories', () => expect(stories.length).toBeGreaterThan(10));

/** Written anew with STOA_UPDATE_CASES=1; read the difference before it is committed. */
test.each(stories)('%s', (story) => {
  const read = (name: string) => readFileSync(join(folder, story, name), 'utf8');
  const has = (name: string) => existsSync(join(folder, story, name));
  const inputs = {
    facts: facts(JSON.parse(read('facts.json'))),
    policy: parsePolicy(read('policy.yaml'), 'policy.yaml'),
    exceptions: has('exceptions.yaml') ? parseExceptions(read('exceptions.yaml'), 'exceptions.yaml') : [],
  };
  const decision = decide({ ...inputs, now, id: decisionId });
  expect(Decision.parse(decision)).toEqual(decision);
  expect(replay(decision, inputs)).toEqual({ same: true, decision, differences: [] });
  const { verdict, allowed, criteria } = decision;
  const outcome = { verdict, allowed, criteria, explained: explain(decision) };
  if (process.env['STOA_UPDATE_CASES']) {
    writeFileSync(join(folder, story, 'expected.json'), `${JSON.stringify(outcome, null, 2)}\n`);
  }
  expect(outcome).toEqual(JSON.parse(read('expected.json')));
});
