import { carthage } from './apple/carthage.ts';
import { cocoapods } from './apple/cocoapods.ts';
import { packageSwift, swift } from './apple/swift.ts';
import { mixExs } from './beam/mix-exs.ts';
import { mix } from './beam/mix.ts';
import { rebar } from './beam/rebar.ts';
import { jar } from './binaries/jar.ts';
import { program } from './binaries/program.ts';
import { compose } from './containers/compose.ts';
import { dockerfile } from './containers/dockerfile.ts';
import { helmChart, helmLock } from './containers/helm.ts';
import { pub, pubspec } from './dart/pub.ts';
import { depsJson, projectAssets } from './dotnet/built.ts';
import { packagesConfig } from './dotnet/packages-config.ts';
import { packagesLock } from './dotnet/packages-lock.ts';
import { msbuild } from './dotnet/project.ts';
import { go } from './go/go-mod.ts';
import { goWork } from './go/go-work.ts';
import { cabal, stack } from './haskell/cabal.ts';
import { gemInstalled } from './installed/gem-installed.ts';
import { nodeInstalled } from './installed/node-installed.ts';
import { pythonInstalled } from './installed/python-installed.ts';
import { bun } from './javascript/bun.ts';
import { deno } from './javascript/deno.ts';
import { npm } from './javascript/npm.ts';
import { packageJson } from './javascript/package-json.ts';
import { pnpm } from './javascript/pnpm.ts';
import { yarn } from './javascript/yarn.ts';
import { gradleCatalogue } from './jvm/gradle-catalogue.ts';
import { gradleLock } from './jvm/gradle-lock.ts';
import { gradleScript } from './jvm/gradle-script.ts';
import { maven } from './jvm/maven.ts';
import { sbt, sbtLock } from './jvm/sbt.ts';
import { conan, conanfile } from './native/conan.ts';
import { flake } from './nix/flake.ts';
import { composer, composerJson } from './php/composer.ts';
import { githubActions } from './pipelines/github-actions.ts';
import { gitlabCi } from './pipelines/gitlab-ci.ts';
import { preCommit } from './pipelines/pre-commit.ts';
import { conda } from './python/conda.ts';
import { pipenv, pipfile } from './python/pipenv.ts';
import { pdm, poetry } from './python/poetry.ts';
import { pylock } from './python/pylock.ts';
import { pyproject } from './python/pyproject.ts';
import { requirements } from './python/requirements.ts';
import { setupCfg } from './python/setup-cfg.ts';
import { uv } from './python/uv.ts';
import { renv } from './r/renv.ts';
import type { LockfileReader } from './reader.ts';
import { bundler } from './ruby/bundler.ts';
import { gemfile, gemspec } from './ruby/gemfile.ts';
import { cargoToml } from './rust/cargo-toml.ts';
import { cargo } from './rust/cargo.ts';
import { apk } from './system/apk.ts';
import { dpkg } from './system/dpkg.ts';
import { rpm } from './system/rpm.ts';
import { terraform } from './terraform/configuration.ts';
import { terraformLock } from './terraform/lock.ts';

/** Every kind of file we read. A file belongs to the first that takes its name. */
export const lockfileReaders: readonly LockfileReader[] = [
  // What is installed goes by where it lies, whatever it is called.
  nodeInstalled,
  gemInstalled,
  pythonInstalled,
  npm,
  pnpm,
  yarn,
  bun,
  deno,
  packageJson,
  requirements,
  pipenv,
  pipfile,
  poetry,
  pdm,
  uv,
  pylock,
  pyproject,
  setupCfg,
  conda,
  go,
  goWork,
  cargo,
  cargoToml,
  maven,
  gradleLock,
  gradleCatalogue,
  gradleScript,
  sbt,
  sbtLock,
  bundler,
  gemfile,
  gemspec,
  composer,
  composerJson,
  packagesLock,
  packagesConfig,
  projectAssets,
  depsJson,
  msbuild,
  mix,
  mixExs,
  rebar,
  pub,
  pubspec,
  swift,
  packageSwift,
  cocoapods,
  carthage,
  conan,
  conanfile,
  githubActions,
  gitlabCi,
  preCommit,
  dockerfile,
  compose,
  helmLock,
  helmChart,
  terraformLock,
  terraform,
  renv,
  cabal,
  stack,
  flake,
  dpkg,
  apk,
  rpm,
  jar,
  program,
];
