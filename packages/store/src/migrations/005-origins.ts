/** Where an inventory has a package from: the reader, the range the manifest gives and where, declared, built or observed. */
export const origins = `
alter table components add column source text;
alter table components add column origin text;
alter table components add column requirement text;
alter table components add column declared_at jsonb;
`;
