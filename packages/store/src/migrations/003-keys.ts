/**
 * Keys that fit into an index whatever is uploaded: PostgreSQL refuses an index row beyond 2,704 bytes, and a path may
 * have 4,096 characters. A digest of the description, so that what is merely seen again need not be written anew.
 * And the history of exceptions.
 */
export const keys = `
alter table sightings add column place_key text;
update sightings set place_key = encode(sha256(convert_to(place, 'UTF8')), 'hex');
alter table sightings alter column place_key set not null;
alter table sightings drop constraint sightings_pkey;
alter table sightings add primary key (organisation, application, fingerprint, tool, place_key);
alter table sightings set (fillfactor = 80);

alter table components add column use_key text;
update components set use_key = encode(sha256(convert_to(purl || chr(10) || path, 'UTF8')), 'hex');
alter table components alter column use_key set not null;
alter table components drop constraint components_pkey;
alter table components add primary key (organisation, application, tool, use_key);
drop index components_purl;

drop index findings_package;
create index findings_package on findings (organisation, left(package, 200)) where package is not null;
alter table findings add column description_digest text not null default '';
alter table findings set (fillfactor = 80);
update findings set words = lower(title || ' ' || path || ' ' || rule_id || ' ' || coalesce(package, '')) where words = '';

create table exception_events (
  organisation uuid not null references organisations,
  recorded_at timestamptz not null,
  id uuid not null,
  exception_id text not null,
  type text not null,
  actor text,
  exception jsonb not null,
  primary key (organisation, recorded_at, id)
);
create index exception_events_exception on exception_events (organisation, exception_id, recorded_at);
create trigger exception_events_only_grow before update or delete on exception_events for each row execute function refuse_change();
`;
