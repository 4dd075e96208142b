import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';

const command = join(import.meta.dirname, '..', 'bin', 'stoa.mjs');
const made: string[] = [];
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A repository of its own, with this command installed as npm would. */
class Repository {
  readonly root = mkdtempSync(join(tmpdir(), 'stoa-check-'));
  readonly home = mkdtempSync(join(tmpdir(), 'stoa-home-'));

  constructor(files: Record<string, string> = {}) {
    made.push(this.root, this.home);
    this.git('init', '-q', '-b', 'main');
    for (const [key, value] of Object.entries({ 'user.name': 'Ada', 'user.email': 'ada@acme.example' }))
      this.git('config', key, value);
    this.write('.gitignore', 'node_modules/\n');
    this.write('node_modules/.bin/stoa', `#!/bin/sh\nexec '${process.execPath}' '${command}' "$@"\n`);
    chmodSync(join(this.root, 'node_modules/.bin/stoa'), 0o755);
    for (const [path, text] of Object.entries(files)) this.write(path, text);
    this.git('add', '.');
    this.git('commit', '-qm', 'Begin');
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  git(...parameters: string[]): string {
    return execFileSync('git', parameters, { cwd: this.root, encoding: 'utf8', env: this.#environment });
  }

  commit(...parameters: string[]): { code: number | null; said: string } {
    const done = spawnSync('git', ['commit', '-qm', 'Change', ...parameters], {
      cwd: this.root,
      encoding: 'utf8',
      env: this.#environment,
    });
    return { code: done.status, said: done.stdout + done.stderr };
  }

  stoa(...parameters: string[]): { code: number | null; out: string; err: string } {
    const done = spawnSync(process.execPath, [command, ...parameters], {
      cwd: this.root,
      encoding: 'utf8',
      env: this.#environment,
    });
    return { code: done.status, out: done.stdout, err: done.stderr };
  }

  get #environment(): NodeJS.ProcessEnv {
    return { ...process.env, STOA_HOME: this.home, NO_COLOR: '1', CI: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
  }
}

const head = `const express = require('express');
const { Pool } = require('pg');
const app = express();
const pool = new Pool();
`;
const vulnerable = `${head}app.get('/users', async (req, res) => {
  const name = req.query.name;
  const found = await pool.query("SELECT * FROM users WHERE name = '" + name + "'");
  res.json(found.rows);
});
`;
const safe = `${head}app.get('/users', async (req, res) => {
  const name = req.query.name;
  const found = await pool.query('SELECT * FROM users WHERE name = $1', [name]);
  res.json(found.rows);
});
`;

test('the hook of init refuses a staged SQL injection, lets the mended one pass, and looks at nothing unstaged', () => {
  const repository = new Repository({ 'users.js': head });
  expect(repository.stoa('init', '--quiet').code).toBe(0);
  repository.git('add', '.');
  expect(repository.commit()).toEqual({ code: 0, said: '' });

  repository.write('users.js', vulnerable);
  repository.git('add', 'users.js');
  repository.write('users.js', safe); // mended, but not staged: what would be committed counts
  const refused = repository.commit();
  expect(refused.code).toBe(1);
  expect(refused.said).toContain('js/sql-injection');
  expect(refused.said).toContain('users.js:7');
  expect(refused.said).toContain('req.query.name');

  repository.git('add', 'users.js');
  repository.write('users.js', vulnerable); // worse again, but not staged
  repository.write('other.js', vulnerable);
  expect(repository.commit()).toEqual({ code: 0, said: '' });
  expect(repository.git('show', 'HEAD:users.js')).toBe(safe);
  // `git commit -a` has an index of its own, which only the hook's environment names
  expect(repository.commit('-a').said).toContain('js/sql-injection');
  expect(repository.commit('users.js').said).toContain('js/sql-injection');
});

test('the first commit is checked against nothing, and what was there before is not told again', () => {
  const repository = new Repository();
  repository.git('checkout', '-q', '--orphan', 'new');
  repository.write('old.js', vulnerable);
  repository.git('add', '.');
  expect(repository.stoa('check')).toMatchObject({ code: 1, out: expect.stringContaining('old.js:7') });
  repository.commit();
  repository.write('old.js', `// moved a line down\n${vulnerable}`);
  repository.git('add', '.');
  expect(repository.stoa('check')).toMatchObject({ code: 0, out: 'Nothing new in 1 changed file.\n' });
});

test('the way of the data crosses files: the change stands in one, the harm in another that nobody touched', () => {
  const repository = new Repository({
    'find.js': `const { Pool } = require('pg');
const pool = new Pool();
exports.find = (name) => pool.query("SELECT * FROM users WHERE name = '" + name + "'");
`,
    'app.js': `const express = require('express');
const { find } = require('./find.js');
const app = express();
app.get('/users', async (req, res) => res.json(await find('ada')));
`,
  });
  repository.write('app.js', readFileSync(join(repository.root, 'app.js'), 'utf8').replace("'ada'", 'req.query.name'));
  repository.git('add', '.');
  const { code, out } = repository.stoa('check', '--json');
  expect(code).toBe(1);
  const [finding] = JSON.parse(out).observations;
  expect(finding.rule.id).toBe('js/sql-injection');
  expect(new Set(finding.trace.map(({ location }: any) => location.path))).toEqual(new Set(['app.js', 'find.js']));
});

test('a secret is refused once, and stays out of what is printed', () => {
  const repository = new Repository();
  const secret = `sk_live_${'4eC39HqLyjWDarjtT1zdp7dc'}`;
  repository.write('pay.py', `KEY = "${secret}"\n`);
  repository.git('add', '.');
  const { code, out, err } = repository.stoa('check');
  expect(code).toBe(1);
  expect(out).toContain('pay.py:1');
  expect(out + err).not.toContain(secret);
});

test('of secrets those that a change brings are told: not those there before, nor those that move; encoded ones too', () => {
  const secret = `sk_live_${'4eC39HqLyjWDarjtT1zdp7dc'}`;
  const repository = new Repository({ 'pay.py': `KEY = "${secret}"\n` });
  repository.git('mv', 'pay.py', 'till.py');
  repository.write('till.py', `# moved, and a line down\nKEY = "${secret}"\n`);
  repository.git('add', '.');
  expect(repository.stoa('check')).toMatchObject({ code: 0, out: expect.stringContaining('Nothing new') });
  const other = Buffer.from(`key: sk_live_${'9dP41JkLmNoQrStUvWxYz012'}`).toString('base64');
  repository.write('k8s.yaml', `data:\n  settings: ${other}\n`);
  repository.git('add', '.');
  repository.write('k8s.yaml', 'data: {}\n'); // taken out, but not of what would be committed
  const { code, out } = repository.stoa('check');
  expect(code).toBe(1);
  expect(out).toContain('inside base64');
  expect(out).toContain('k8s.yaml:2');
  expect(out).not.toContain(other.slice(4, 16));
});

test('a branch is held against where it left; SARIF has the steps', () => {
  const repository = new Repository({ 'users.js': safe });
  repository.git('checkout', '-qb', 'feature');
  repository.write('users.js', vulnerable);
  repository.git('commit', '-qam', 'Worse');
  const { code, out } = repository.stoa('scan', '--since', 'main', '--sarif', '-');
  expect(code).toBe(1);
  const [result] = JSON.parse(out).runs[0].results;
  expect(result.codeFlows[0].threadFlows[0].locations.length).toBeGreaterThan(1);
  expect(repository.stoa('check', '--since', 'nowhere')).toMatchObject({ code: 2 });
});

test('a comment with a reason and a day suppresses and is counted; one that has ended is said, one without either does not count', () => {
  const withComment = (comment: string) => vulnerable.replace('  const found', `  // ${comment}\n  const found`);
  const repository = new Repository();
  const check = (comment: string) => {
    repository.write('users.js', withComment(comment));
    repository.git('add', '.');
    return repository.stoa('check');
  };
  expect(check('stoa-ignore js/sql-injection until 2999-01-01: names are an enum')).toMatchObject({
    code: 0,
    out: expect.stringContaining('1 suppressed by comments'),
  });
  expect(check('stoa-ignore js/sql-injection until 2020-01-01: names are an enum')).toMatchObject({
    code: 1,
    out: expect.stringContaining('ended on 2020-01-01'),
  });
  expect(check('stoa-ignore js/sql-injection until 2999-01-01')).toMatchObject({
    code: 1,
    out: expect.stringContaining('no reason'),
  });
  expect(check('stoa-ignore js/sql-injection: names are an enum')).toMatchObject({
    code: 1,
    out: expect.stringContaining('no day'),
  });
});

test('outside a repository, and with a severity that is none, the answer is 2 and what to do', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-none-'));
  made.push(folder);
  const { status, stderr } = spawnSync(process.execPath, [command, 'check', folder], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toContain('stoa scan');
  expect(new Repository().stoa('check', '--fail-on', 'bad')).toMatchObject({ code: 2 });
});

test('hooks go where a repository keeps them, beside what is there, and comments stay', () => {
  const own = new Repository();
  own.git('config', 'core.hooksPath', 'tools/hooks');
  own.stoa('init');
  expect(existsSync(join(own.root, 'tools/hooks/pre-commit'))).toBe(true);

  const taken = new Repository();
  taken.write('.git/hooks/pre-commit', '#!/bin/sh\nmake lint\n');
  expect(taken.stoa('init').out).toContain('add the line "npx --no-install stoa check --quiet || exit 1"');
  expect(readFileSync(join(taken.root, '.git/hooks/pre-commit'), 'utf8')).toBe('#!/bin/sh\nmake lint\n');

  const husky = new Repository({ '.husky/.keep': '' });
  husky.stoa('init');
  expect(readFileSync(join(husky.root, '.husky/pre-commit'), 'utf8')).toContain('stoa check');

  const lefthook = new Repository({
    'lefthook.yml': '# ours\npre-commit:\n  parallel: true # fast\n  commands:\n    lint:\n      run: make lint\n',
  });
  lefthook.stoa('init');
  expect(readFileSync(join(lefthook.root, 'lefthook.yml'), 'utf8')).toBe(
    '# ours\npre-commit:\n  parallel: true # fast\n  commands:\n    lint:\n      run: make lint\n    stoa:\n      run: npx --no-install stoa check --quiet\n',
  );

  const preCommit = new Repository({
    '.pre-commit-config.yaml':
      '# ours\nrepos:\n  - repo: local # here\n    hooks:\n      - { id: lint, name: lint, entry: make lint, language: system }\n',
  });
  preCommit.stoa('init');
  const text = readFileSync(join(preCommit.root, '.pre-commit-config.yaml'), 'utf8');
  expect(text).toMatch(/^# ours\nrepos:\n {2}- repo: local # here\n/);
  expect(text).toContain('entry: npx --no-install stoa check --quiet');
  preCommit.stoa('init');
  expect(readFileSync(join(preCommit.root, '.pre-commit-config.yaml'), 'utf8')).toBe(text);
});

test("users' rules are asked about what is staged, in any language, and say what is new only", () => {
  const rule = (id: string, language: string, pattern: string) =>
    `  - id: ${id}\n    languages: [${language}]\n    severity: ERROR\n    message: Say why.\n    pattern: ${pattern}\n`;
  const repository = new Repository({
    'rules.yaml': `rules:\n${rule('no-alert', 'javascript', 'alert(...)')}${rule('no-puts', 'ruby', 'puts(...)')}`,
    'a.js': 'alert(1);\n',
  });
  repository.write('a.js', 'alert(1);\nalert(2);\n');
  repository.write('b.rb', 'puts("hello")\n');
  repository.git('add', '.');
  expect(repository.stoa('check').code).toBe(0);
  const { code, out } = repository.stoa('check', '--rules', 'rules.yaml');
  expect(code).toBe(1);
  expect(out).toContain('a.js:2:1  no-alert');
  expect(out).not.toContain('a.js:1:1');
  expect(out).toContain('b.rb:1:1  no-puts');
  const only = repository.stoa('scan', '--since', 'HEAD', '--rules', 'rules.yaml', '--languages', 'ruby');
  expect(only.out).not.toContain('no-alert');
  expect(only.out).toContain('b.rb:1:1  no-puts');
});
