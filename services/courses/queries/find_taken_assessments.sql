-- Which ids and external ids of new assessments are taken: one row for each.
SELECT asked.i - 1 AS item, t.assessment_id AS id, t.content_digest,
       t.external_id IS NOT DISTINCT FROM asked.external_id AS same_external_id
FROM unnest(:ids::uuid[], :external_ids::text[]) WITH ORDINALITY AS asked(id, external_id, i)
JOIN LATERAL (
  SELECT assessment_id, external_id, content_digest FROM assessment
  WHERE organization_id = :organization_id AND external_id = asked.external_id
  UNION
  SELECT assessment_id, external_id, content_digest FROM assessment
  WHERE organization_id = :organization_id AND assessment_id = asked.id
) t ON true
ORDER BY asked.i, same_external_id DESC
