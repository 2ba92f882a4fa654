-- Which ids and external ids of new rungs are taken, and by what.
SELECT r.i - 1 AS item, t.rung_id AS id, t.content_digest,
       t.external_id IS NOT DISTINCT FROM r.external_id AND r.external_id IS NOT NULL AS same_external_id
FROM unnest(:ids::uuid[], :external_ids::text[]) WITH ORDINALITY AS r(id, external_id, i)
JOIN LATERAL (
  SELECT rung_id, external_id, content_digest FROM rung
  WHERE organization_id = :organization_id AND external_id = r.external_id
  UNION
  SELECT rung_id, external_id, content_digest FROM rung
  WHERE organization_id = :organization_id AND rung_id = r.id
) t ON true
ORDER BY r.i, same_external_id DESC
