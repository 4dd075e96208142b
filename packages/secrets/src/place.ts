const testPath =
  /(^|\/)(__tests__|tests?|spec|fixtures?|testdata|mocks?|__mocks__|examples?|samples?|docs?)(\/|$)|\.(test|spec)\.[a-z]+$|_test\.go$/i;
const buildScript =
  /(^|\/)(\.github\/workflows\/|\.circleci\/|\.buildkite\/|\.woodpecker|\.gitlab-ci|azure-pipelines|bitbucket-pipelines|jenkinsfile|\.travis|\.drone|dockerfile|containerfile|makefile|gnumakefile|rakefile|justfile|taskfile|build\.gradle|pom\.xml|package\.json|tox\.ini|noxfile|docker-compose|compose\.ya?ml|scripts?\/|ci\/|build\/|bin\/)|\.(sh|bash|zsh|ps1|bat|cmd|mk)$/i;

/** Tests, examples and documentation hold many that are not real: they count for less there. */
export function isTestPath(path: string): boolean {
  return testPath.test(path);
}

/** Scripts that build, test and deliver: the paper singles them out (practice S5). */
export function isBuildScript(path: string): boolean {
  return buildScript.test(path);
}
