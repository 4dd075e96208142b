import { expect, test } from 'vitest';
import { createFileScanner, rules } from '@stoa/secrets';

const scanFile = createFileScanner(rules, new Uint8Array(32));
const example = rules.find(({ id }) => id === 'github-token')!.examples[0]!;
const tagsAt = (path: string, text = example) => scanFile(path, Buffer.from(text))?.observations[0]?.tags;

test.each([
  '.github/workflows/ci.yml .github/actions/setup/action.yml .gitlab-ci.yml ci/deploy.gitlab-ci.yml .gitlab/ci/build.yml',
  '.circleci/config.yml .buildkite/pipeline.yml .woodpecker.yml .woodpecker/test.yml .drone.yml .travis.yml azure-pipelines.yml',
  'bitbucket-pipelines.yml Jenkinsfile deploy/Jenkinsfile.prod a.jenkinsfile appveyor.yml cloudbuild.yaml buildspec.yml .cirrus.yml',
  'Dockerfile api/Dockerfile.dev prod.Dockerfile Containerfile docker-compose.yml docker-compose.override.yaml compose.prod.yaml',
  'Makefile GNUmakefile build/rules.mk CMakeLists.txt toolchain.cmake meson.build SConstruct BUILD.bazel .bazelrc build.xml',
  'build.gradle app/build.gradle.kts settings.gradle gradle.properties pom.xml .mvn/settings.xml build.sbt shop.csproj Directory.Build.props',
  'package.json Rakefile justfile Taskfile.yml Procfile gulpfile.js Gruntfile.js fastlane/Fastfile setup.py pyproject.toml tasks.py composer.json',
  'tox.ini noxfile.py tests/conftest.py phpunit.xml.dist spec/spec_helper.rb spec/rails_helper.rb test/test_helper.exs',
  'jest.config.js jest.setup.ts vitest.config.mts cypress.config.ts cypress.env.json playwright.config.ts karma.conf.js src/setupTests.ts',
  'test/global-setup.ts e2e/setup.py cypress/support/e2e.js features/support/environment.rb scripts/release.py ci/run bin/deploy',
  'deploy.sh install.ps1 run.bat provision.bash Vagrantfile skaffold.yaml .goreleaser.yaml .pre-commit-config.yaml lefthook.yml',
])('%s build, test or deliver', (paths) => {
  for (const path of paths.split(' ')) expect(tagsAt(path), path).toContain('build-script');
});

test('so does whatever a shell runs', () => {
  expect(tagsAt('tools/release', `#!/usr/bin/env bash\n${example}`)).toContain('build-script');
  expect(tagsAt('tools/report', `#!/usr/bin/env python3\n${example}`)).not.toContain('build-script');
});

test.each([
  'src/config.ts lib/account/setup.ts README.md app/models/user.rb src/pipeline.rs terraform/main.tf k8s/secret.yaml',
  'src/environment.ts docs/builders.md src/scripted.py package-lock.json db/seeds.sql',
])('%s do not', (paths) => {
  for (const path of paths.split(' ')) expect(tagsAt(path), path).not.toContain('build-script');
});

test('what sets a test up weighs as much as any script; what a test reads, and what documentation shows, does not', () => {
  const severityAt = (path: string) => scanFile(path, Buffer.from(example))?.observations[0]?.severity;
  expect(severityAt('tests/conftest.py')).toBe('critical');
  expect(severityAt('test/global-setup.ts')).toBe('critical');
  expect(severityAt('test/orders.test.ts')).toBe('low');
  expect(severityAt('test/fixtures/setup.sh')).toBe('low');
  expect(severityAt('docs/examples/deploy.sh')).toBe('low');
});
