-- What references to persons stand for, in the order asked.
WITH wanted AS MATERIALIZED (
  SELECT r.i, coalesce(r.id, (SELECT participant_id FROM participant
                              WHERE organization_id = :organization_id AND external_id = r.external_id)) AS id
  FROM unnest(:ids::uuid[], :external_ids::text[]) WITH ORDINALITY AS r(id, external_id, i)
)
SELECT p.participant_id AS id, coalesce(p.state IN (1, 2), false) AS open
FROM wanted
LEFT JOIN participant p ON p.organization_id = :organization_id AND p.participant_id = wanted.id
ORDER BY wanted.i
