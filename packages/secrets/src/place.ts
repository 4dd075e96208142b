const testPath =
  /(^|\/)(__tests__|tests?|spec|fixtures?|testdata|mocks?|__mocks__|examples?|samples?|docs?)(\/|$)|\.(test|spec)\.[a-z]+$|_test\.go$/i;

/** Made up to be shown or read by a test, rather than to be used. */
const samplePath = /(^|\/)(fixtures?|testdata|mocks?|__mocks__|examples?|samples?|docs?)(\/|$)/i;

/** Names of scripts that build, test and deliver, by what reads them. A name ends at a slash or with the path. */
const scripts: readonly RegExp[] = [
  // pipelines
  /(^|\/)\.(github\/(workflows|actions)|gitea\/workflows|forgejo\/workflows|circleci|buildkite|woodpecker|teamcity|semaphore|harness|tekton|azure-?pipelines|gitlab\/ci)\//,
  /(^|\/)(ci|\.ci|scripts?|build|bin|deploy|deployment|hack|tools\/ci|jenkins|release)\//,
  /(^|\/)(\.gitlab-ci[\w.-]*|[\w-]*\.gitlab-ci|azure-pipelines[\w.-]*|bitbucket-pipelines|\.travis|\.drone|\.woodpecker|appveyor|\.appveyor|\.cirrus|buildspec[\w.-]*|cloudbuild|wercker|codefresh|codemagic|screwdriver|concourse|pipeline|skaffold|tiltfile|earthfile|dagger|action)(\.(ya?ml|star|jsonnet?))?$/,
  /(^|\/)jenkinsfile[\w.-]*$|\.jenkinsfile$|\.pipeline$/,
  // images and machines
  /(^|\/)([\w.-]+\.)?(dockerfile|containerfile)([.-][\w.-]+)?$|(^|\/)(docker-)?compose[\w.-]*\.ya?ml$|(^|\/)(vagrantfile|packer[\w.-]*\.(json|hcl)|[\w.-]+\.pkr\.hcl|docker-bake\.(hcl|json))$/,
  // builds
  /(^|\/)(gnu|bsd)?makefile([.-][\w.-]+)?$|\.(mk|mak|make|cmake)$|(^|\/)(cmakelists\.txt|meson\.build|sconstruct|sconscript|wscript|configure\.ac|build|build\.bazel|\.bazelrc|build\.xml|ivy\.xml|build\.sbt|build\.sc|build\.cake|build\.fsx|build\.zig|build\.rs|project\.clj)$/,
  /\.gradle(\.kts)?$|(^|\/)(gradle\.properties|gradle-wrapper\.properties|pom\.xml|settings\.xml|maven\.config|jvm\.config)$|\.(csproj|fsproj|vbproj|targets|props|proj|nuspec|podspec|gemspec)$/,
  /(^|\/)(package\.json|lerna\.json|nx\.json|turbo\.json|rakefile|justfile|\.justfile|taskfile(\.dist)?(\.ya?ml)?|procfile|gruntfile\.[a-z]+|gulpfile[\w.]*\.[a-z]+|jakefile(\.js)?|fastfile|appfile|matchfile|capfile|snapcraft\.ya?ml|setup\.(py|cfg)|pyproject\.toml|tasks\.py|fabfile\.py|dodo\.py|mix\.exs|composer\.json|\.goreleaser(\.ya?ml)?|\.pre-commit-config\.yaml|lefthook\.ya?ml)$/,
  /(^|\/)(webpack|rollup|vite|esbuild|babel|metro|next|nuxt|svelte|astro|snowpack)\.config[\w.-]*\.[a-z]+$/,
  // what sets tests up
  /(^|\/)(tox\.ini|noxfile\.py|conftest\.py|pytest\.ini|phpunit[\w.-]*\.xml(\.dist)?|codeception[\w.-]*\.ya?ml|behat\.ya?ml|spec_helper\.rb|rails_helper\.rb|test_helper\.(rb|exs)|\.rspec|testng\.xml|\.runsettings|[\w.-]+\.runsettings|nightwatch[\w.-]*|protractor[\w.-]*|wdio[\w.-]*|cucumber[\w.-]*|newman[\w.-]*)$/,
  /(^|\/)((jest|vitest|mocha|karma|cypress|playwright|ava|jasmine|testcafe)[\w.-]*\.(config|setup|conf|env|global)[\w.-]*\.[a-z]+|(karma|jasmine)[\w.-]*\.[a-z]+|\.mocharc[\w.-]*|cypress\.(json|env\.json))$|(^|\/)cypress\/support\//,
  /(^|\/)((global|tests?|spec|jest|e2e)[-_.]?(setup|teardown|bootstrap|env)|(setup|teardown)[-_.]?(tests?|env|specs?|files))[\w.-]*\.[a-z]+$/,
  /(^|\/)(__tests__|tests?|specs?|e2e|integration|features|cypress)\/([\w.@-]+\/){0,10}[\w.-]*(setup|teardown|bootstrap|environment|support)[\w.-]*\.[a-z]+$/,
  // shells
  /\.(sh|bash|zsh|ksh|fish|csh|ps1|psm1|bat|cmd|nu|expect)$/,
];

/** Tests, examples and documentation hold many that are not real: they count for less there. */
export function isTestPath(path: string): boolean {
  return testPath.test(path);
}

/** Of tests and documentation what only looks real; what sets a test up is real enough. */
export function isSamplePath(path: string): boolean {
  return samplePath.test(path);
}

/** Scripts that build, test and deliver: the paper singles them out (practice S5). */
export function isBuildScript(path: string): boolean {
  const lower = path.toLowerCase();
  return scripts.some((form) => form.test(lower));
}

/** A script for a shell or for make, whatever it is called: its first line says so. */
export function isShellScript(text: Buffer): boolean {
  if (text[0] !== 0x23 || text[1] !== 0x21) return false;
  const first = text.toString('latin1', 2, 120).split('\n', 1)[0] ?? '';
  return /\b(?:ba|z|k|c|tc|da|a|fi)?sh\b|\b(?:pwsh|make|nix-shell|expect|tclsh)\b/.test(first);
}
