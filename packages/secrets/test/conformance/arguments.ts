/** A line of the outside cases whose label we do not follow, and why. Printed by the test, with the raw share. */
interface Argument {
  reason: string;
  /** Rules of the outside tools; with no text all their lines that are missed are meant. */
  rules: RegExp;
  text?: RegExp;
}

/** Labelled as secrets by a tool, and none that a general scanner should report. */
export const notSecrets: readonly Argument[] = [
  {
    reason: 'names a host, an account, a bucket or a user: a fact for that tool’s own checks, no secret',
    rules:
      /np\.(?:arn|s3|gcs|aws\.3|shopify\.1)|kingfisher\.(?:azurestorage\.(?:1c|name)|azure\.devops|azureopenai\.host|maxmind\.2|clojars\.1|mattermost|jira\.1|datadog\.1|riot|auth0\.3|supabase\.3|snowflake|salesforce\.2|sonarqube\.2|algolia\.2)/,
    text: /arn:aws|\.(?:com|co|net|io|eu)\b|localhost|account|_id|aws_region|storage_name|_user\b/i,
  },
  { reason: 'a public key', rules: /np\.age\.1/ },
  {
    reason: 'a stand-in by its own words: user:password, secret, myPassword, SOME_PASSWORD, EXAMPLE',
    rules:
      /np\.(?:postgres|redis|odbc|gradle|phpmailer|salesforce|generic\.(?:6|8))|kingfisher\.(?:uri|rabbitmq|mysql|contentful|appointedd)/,
    text: /secret|password|:pass@|EXAMPLE|examplevalid/i,
  },
  {
    reason: 'a run of one character, or of the alphabet',
    rules: /np\.(?:google\.3|twitter\.4)|kingfisher\.(?:anypoint|tmetric|hiveage)/,
  },
  { reason: 'an expression of a program, no value', rules: /np\.odbc/, text: /#\{|password = goodspec/ },
  {
    reason: 'a word that is a password only for whoever knows it, with nothing beside it',
    rules: /kingfisher\.weak_password|np\.generic\.15/,
  },
  {
    reason: 'of no form that its issuer gives: cut, joined or made up',
    rules: /kingfisher\.(?:airtable\.2|frame\.io|reallysimplesystems|gcp)|np\.aws\.6/,
  },
];

/** Labelled as no secret by a tool because its rule is for another kind, and a credential by any reading. */
export const secretsAllTheSame: readonly Argument[] = [
  {
    reason: 'a client secret, labelled none because it is another issuer’s or the tool wants the pair',
    rules: /np\.gitalk|kingfisher\.deviantart/,
    text: /secret/i,
  },
  {
    reason: 'a token of a known form, under a rule for another form of it',
    rules: /np\.(?:slack|npm|newrelic|hashicorp|twitter|keenio|azure)/,
  },
  { reason: 'a credential given to a name for one, in a form this one rule does not want', rules: /np\.generic/ },
  { reason: 'an address with a password in it', rules: /np\.mongodb/ },
  { reason: 'a default password in source', rules: /np\.odbc/, text: /busybox@/ },
];

export function reasonFor(reasons: readonly Argument[], rule: string, text: string): string | undefined {
  return reasons.find((one) => one.rules.test(rule) && (!one.text || one.text.test(text)))?.reason;
}
