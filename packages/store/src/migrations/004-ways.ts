/** The way data takes to where a tool sees it do harm, and what a comment in the code says against it. */
export const ways = `
alter table sightings add column trace jsonb;
alter table sightings add column suppressed jsonb;
`;
