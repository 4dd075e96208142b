/**
 * What to look at first: the priority of a vulnerability in tenths of points, of everything else what its severity alone
 * would give. An index over the expression that `listFindings` orders by, so that a list of millions is read by it.
 */
export const urgency = `
create index findings_urgency on findings (organisation, (coalesce(round((affected -> 'priority' ->> 'score')::numeric * 10)::bigint,
  case severity when 'critical' then 380 when 'high' then 320 when 'medium' then 220 when 'low' then 100 else 0 end)) desc, id desc);
`;
