/** Who brought a problem to its place: author, day and commit, as version control tells. */
export const authors = `
alter table sightings add column introduced jsonb;
`;
