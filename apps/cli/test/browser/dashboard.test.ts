import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** `STOA_SCREENSHOTS=docs/images` keeps a picture of each page. */
const pictures = process.env['STOA_SCREENSHOTS'];

let home: string;
let stoa: ChildProcess;
let browser: Browser;
let page: Page;
let url: string;

/** The product as a person starts it: `stoa up` on the example, and the link it prints. */
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'stoa-browser-'));
  stoa = spawn(
    'node',
    [join(root, 'apps/cli/bin/stoa.mjs'), 'up', join(root, 'examples/corner-shop'), '--json', '--quiet', '--port', '0'],
    {
      env: { ...process.env, STOA_HOME: home, STOA_OSV_URL: process.env['STOA_OSV_URL'] ?? join(home, 'no-mirror') },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const said = await new Promise<string>((resolve, reject) => {
    let text = '';
    stoa.stdout!.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.trimEnd().endsWith('}')) resolve(text);
    });
    stoa.once('exit', (code) => reject(new Error(`stoa up ended with ${code}`)));
  });
  const { url: address, link } = JSON.parse(said) as { url: string; link: string };
  url = address;
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(link);
  await page.getByRole('heading', { name: 'The stoa', level: 1 }).waitFor();
}, 90_000);
const errors: string[] = [];

afterAll(async () => {
  await browser?.close();
  stoa?.kill('SIGTERM');
  await new Promise((resolve) => stoa.once('exit', resolve));
  rmSync(home, { recursive: true, force: true });
});

async function settle(): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => document.querySelector('[aria-label="Loading"]') === null);
}

async function onASlowMachine(act: () => Promise<void>): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 20 });
  await act();
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await session.detach();
}

async function picture(name: string): Promise<void> {
  if (!pictures) return;
  mkdirSync(join(root, pictures), { recursive: true });
  await page.screenshot({ path: join(root, pictures, `${name}.png`) });
}

async function seriousViolations(): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (
      window as unknown as {
        axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
      }
    ).axe.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
  });
}

test('the front page draws nine columns, and a stone leads to its practice', async () => {
  await settle();
  for (const pillar of [
    'Leadership',
    'Culture',
    'Design',
    'Integration',
    'Testing',
    'Monitoring',
    'Security',
    'Infrastructure',
    'Deployment',
  ]) {
    expect(await page.locator('svg text', { hasText: new RegExp(`^${pillar}$`) }).count()).toBe(1);
  }
  expect(await page.locator('[data-stone]').count()).toBe(56);
  await picture('front');
  await page.getByRole('button', { name: 'As a table' }).click();
  expect(await page.getByRole('row').count()).toBeGreaterThan(56);
  await page.getByRole('button', { name: 'As a drawing' }).click();
  await page.locator('[data-stone="S5"]').click();
  await page.getByRole('heading', { name: /S5 Source and scripts hold no credentials/ }).waitFor();
  await settle();
  await page.getByText("Signed by this installation's key").first().waitFor();
  await picture('practice');
});

test('the way of the data is shown step by step, with the code', async () => {
  await page.goto(`${url}/findings?kind=code`);
  await page.getByRole('link', { name: 'Data from outside becomes part of a command' }).click();
  await page.getByRole('heading', { name: 'The way of the data' }).waitFor();
  await settle();
  const steps = page.locator('ol > li[data-kind]');
  expect(await steps.first().textContent()).toMatch(/comes in.*src\/server\.js:6.*request\.url/s);
  expect(await steps.last().textContent()).toMatch(/does harm.*src\/receipt\.js:5.*exec\(/s);
  await page.getByRole('heading', { name: 'The way of the data' }).scrollIntoViewIfNeeded();
  await picture('way');
  expect(await seriousViolations()).toEqual([]);
});

test('arrow keys walk over the stones', async () => {
  await page.goto(`${url}/`);
  await settle();
  await page.locator('[data-stone="L1"]').focus();
  await page.keyboard.press('ArrowUp');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-stone'))).toBe('L2');
  await page.keyboard.press('ArrowRight');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-stone'))).toBe('C1');
});

test('findings: filtered, searched, one with its reasons, and an exception asked for it', async () => {
  await page.getByRole('link', { name: 'Findings' }).click();
  await settle();
  const critical = page.getByRole('checkbox', { name: /critical/ }).first();
  // On a slow machine, too, a box that was ticked is ticked, whatever the list below it is doing.
  await onASlowMachine(() => critical.check());
  await settle();
  await picture('findings');
  await page.getByRole('searchbox').fill('deploy.sh');
  await settle();
  await page.getByRole('link', { name: /AWS secret access key/ }).click();
  await page.getByRole('heading', { name: 'Why it is one finding' }).waitFor();
  await settle();
  expect(await page.locator('pre').first().innerText()).toContain('[redacted]');
  await picture('finding');
  await page.getByRole('button', { name: 'Ask for an exception' }).click();
  await page.getByLabel('Why').fill('the key is made up, it is an example');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

test('the exception is approved, and the next decision shows it waived', async () => {
  await page.getByRole('link', { name: 'Exceptions' }).click();
  await settle();
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByRole('cell', { name: 'live', exact: true }).waitFor();
  await picture('exceptions');
  await page.getByRole('link', { name: 'Decisions' }).click();
  await page.getByRole('button', { name: 'Decide now' }).click();
  await page.getByRole('button', { name: 'Decide', exact: true }).click();
  await page.getByRole('heading', { name: /corner-shop → production: may not go/ }).waitFor();
  await settle();
  expect(await page.getByText(/waived by/).count()).toBeGreaterThan(0);
  await page.getByRole('button', { name: /Decide again/ }).click();
  await page.getByText('The same, byte for byte.').waitFor();
  await picture('decision');
});

test('components, runs and settings stand; a token is shown once; the chain holds', async () => {
  for (const name of ['Components', 'Runs', 'Settings']) {
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click();
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    await settle();
    await picture(name.toLowerCase());
  }
  await page.getByRole('button', { name: 'New token' }).click();
  await page.getByLabel('Name').fill('pipeline');
  await page.getByRole('button', { name: 'Make' }).click();
  expect(await page.getByLabel(/STOA_TOKEN/).inputValue()).toMatch(/^stoa_/);
  await page.getByRole('button', { name: 'Verify the chain' }).click();
  await page.getByText('the chain holds').waitFor();
});

test('no page has a serious fault for those who use other senses, light or dark, wide or narrow', async () => {
  const decision = await page.evaluate(
    async () => ((await (await fetch('/api/v1/decisions')).json()) as { items: { id: string }[] }).items[0]?.id,
  );
  for (const path of [
    '/',
    '/practices/S5',
    '/findings',
    '/components',
    '/runs',
    `/decisions/${decision}`,
    '/exceptions',
    '/settings',
  ]) {
    for (const theme of ['light', 'dark']) {
      await page.evaluate((chosen) => localStorage.setItem('stoa-theme', chosen), theme);
      await page.goto(`${url}${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await settle();
      expect(await seriousViolations(), `${path} ${theme}`).toEqual([]);
      if (path === '/' && theme === 'dark') await picture('front-dark');
    }
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${url}/`);
  await settle();
  await picture('front-narrow');
  for (const path of ['/', '/findings', '/runs']) {
    await page.goto(`${url}${path}`);
    await settle();
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
      `${path} does not spill over`,
    ).toBe(true);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('signed out, the door is shown, and nothing else', async () => {
  await page.evaluate(() => localStorage.setItem('stoa-theme', 'light'));
  await page.goto(`${url}/`);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await picture('sign-in');
  await page.goto(`${url}/findings`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
});

test('no page has complained on the console, and nothing was blocked by the content security policy', () => {
  // A refused session is how the pages learn that somebody has signed out.
  expect(errors.filter((error) => !/401/.test(error))).toEqual([]);
});
