/** Searching and listing what has grown: words in findings, decisions of one application, exceptions by end. */
export const lists = `
alter table findings add column words text not null default '';
update findings set words = lower(title || ' ' || path || ' ' || rule_id || ' ' || coalesce(package, ''));
create index findings_first_seen on findings (organisation, first_seen_at desc, id);
create index decisions_application on decisions (organisation, application, decided_at desc);
create index exceptions_end on exceptions (organisation, expires_at);
create index finding_events_day on finding_events (organisation, occurred_at, type);
`;
