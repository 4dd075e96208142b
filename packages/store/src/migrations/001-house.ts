/** The first shape of the store. Organisation first in every key; row-level security is put on in `security.ts`. */
export const house = `
create table organisations (
  id uuid primary key,
  name text not null,
  secret_key text not null,
  created_at timestamptz not null
);

create table users (
  organisation uuid not null references organisations,
  id uuid not null,
  email text not null,
  name text not null,
  role text not null,
  password_hash text,
  disabled boolean not null default false,
  created_at timestamptz not null,
  last_seen_at timestamptz,
  primary key (organisation, id)
);
create unique index users_email on users (organisation, lower(email));

create table links (
  organisation uuid not null,
  hash text not null,
  user_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (organisation, hash),
  foreign key (organisation, user_id) references users
);

create table sessions (
  organisation uuid not null,
  hash text not null,
  user_id uuid not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (organisation, hash),
  foreign key (organisation, user_id) references users
);

create table tokens (
  organisation uuid not null references organisations,
  id uuid not null,
  hash text not null,
  name text not null,
  role text not null,
  scopes jsonb not null,
  application text,
  created_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (organisation, id)
);
create unique index tokens_hash on tokens (organisation, hash);

create table applications (
  organisation uuid not null references organisations,
  name text not null,
  trunk text,
  manifest jsonb,
  facts jsonb not null default '{}',
  created_at timestamptz not null,
  primary key (organisation, name)
);

create table runs (
  organisation uuid not null,
  id uuid not null,
  application text not null,
  tool text not null,
  branch text,
  trunk boolean not null,
  finished_at timestamptz not null,
  completeness text not null,
  run jsonb not null,
  digest text not null,
  observations integer not null,
  components integer not null,
  delta jsonb not null,
  recorded_at timestamptz not null,
  primary key (organisation, id),
  foreign key (organisation, application) references applications
);
create index runs_recorded on runs (organisation, recorded_at desc, id);
create index runs_tool on runs (organisation, application, tool, finished_at desc);

create table findings (
  organisation uuid not null,
  id uuid not null,
  application text not null,
  kind text not null,
  fingerprint_version text not null,
  fingerprint text not null,
  because jsonb not null,
  title text not null,
  description text not null,
  severity text not null,
  severity_rank smallint not null,
  confidence double precision,
  state text not null,
  triage jsonb,
  rule jsonb not null,
  rule_id text not null,
  affected jsonb,
  package text,
  fix text,
  tags jsonb not null,
  tools jsonb not null,
  location jsonb,
  path text not null,
  places integer not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  fixed_at timestamptz,
  described_at timestamptz not null,
  described_by text not null,
  primary key (organisation, id),
  foreign key (organisation, application) references applications
);
create unique index findings_identity on findings (organisation, application, fingerprint);
create index findings_by_severity on findings (organisation, severity_rank, id);
create index findings_open on findings (organisation, application, severity_rank, id) where state = 'open';
create index findings_last_seen on findings (organisation, last_seen_at desc, id);
create index findings_package on findings (organisation, package) where package is not null;

create table sightings (
  organisation uuid not null,
  application text not null,
  tool text not null,
  fingerprint text not null,
  place text not null,
  kind text not null,
  rule_id text not null,
  location jsonb,
  excerpt text,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  absent_since timestamptz,
  primary key (organisation, application, fingerprint, tool, place),
  foreign key (organisation, application) references applications
);
create index sightings_present on sightings (organisation, application, tool) where absent_since is null;

create table finding_events (
  organisation uuid not null,
  recorded_at timestamptz not null,
  id uuid not null,
  finding_id uuid not null,
  type text not null,
  occurred_at timestamptz not null,
  run_id uuid,
  actor text,
  text text not null,
  primary key (organisation, recorded_at, id)
) partition by range (recorded_at);
create table finding_events_rest partition of finding_events default;
create index finding_events_finding on finding_events (organisation, finding_id, recorded_at);

create table inventories (
  organisation uuid not null,
  application text not null,
  tool text not null,
  run_id uuid not null,
  finished_at timestamptz not null,
  primary key (organisation, application, tool),
  foreign key (organisation, application) references applications
);

create table components (
  organisation uuid not null,
  application text not null,
  tool text not null,
  purl text not null,
  path text not null,
  line integer,
  name text not null,
  version text not null,
  ecosystem text not null,
  package text not null,
  direct boolean,
  scope text not null,
  licences jsonb not null,
  hashes jsonb not null,
  depends_on jsonb not null,
  primary key (organisation, application, tool, purl, path),
  foreign key (organisation, application) references applications
);
create index components_purl on components (organisation, purl);

create table exceptions (
  organisation uuid not null references organisations,
  id text not null,
  application text,
  origin text not null,
  owner text not null,
  reason text not null,
  approver text,
  scope jsonb not null,
  created_by text not null,
  created_by_id text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (organisation, id)
);

create table decisions (
  organisation uuid not null,
  id uuid not null,
  application text not null,
  environment text not null,
  verdict text not null,
  decided_at timestamptz not null,
  decision jsonb not null,
  inputs jsonb not null,
  primary key (organisation, id),
  foreign key (organisation, application) references applications
);
create index decisions_latest on decisions (organisation, decided_at desc, id);

create table evidence (
  organisation uuid not null references organisations,
  id uuid not null,
  practice text not null,
  probe text not null,
  application text,
  produced_at timestamptz not null,
  expires_at timestamptz not null,
  evidence jsonb not null,
  envelope jsonb not null,
  primary key (organisation, id)
);
create index evidence_latest on evidence (organisation, practice, probe, produced_at desc);

create table audit_log (
  organisation uuid not null references organisations,
  sequence bigint not null,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  detail jsonb not null,
  previous_hash text not null,
  hash text not null,
  primary key (organisation, sequence)
);
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'this table only grows';
end $$;
create trigger audit_log_only_grows before update or delete on audit_log for each row execute function refuse_change();
create trigger finding_events_only_grow before update or delete on finding_events for each row execute function refuse_change();

create table idempotency_keys (
  organisation uuid not null references organisations,
  key text not null,
  route text not null,
  digest text not null,
  status integer not null,
  response text not null,
  created_at timestamptz not null,
  primary key (organisation, key, route)
);
`;
