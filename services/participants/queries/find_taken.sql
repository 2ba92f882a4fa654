-- Who has an id or external id already: one row for each that is taken.
SELECT r.i - 1 AS item, p.participant_id AS id, p.content_digest,
       p.external_id IS NOT DISTINCT FROM r.external_id AS same_external_id
FROM unnest(:ids::uuid[], :external_ids::text[]) WITH ORDINALITY AS r(id, external_id, i)
JOIN LATERAL (
  SELECT participant_id, external_id, content_digest FROM participant
  WHERE organization_id = :organization_id AND external_id = r.external_id
  UNION
  SELECT participant_id, external_id, content_digest FROM participant
  WHERE organization_id = :organization_id AND participant_id = r.id
) p ON true
ORDER BY r.i, same_external_id DESC
