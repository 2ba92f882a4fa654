-- What references to units stand for, in the order asked.
-- One by one (LIMIT): by index, whatever the statistics say of a table that is filling.
WITH wanted AS MATERIALIZED (
  SELECT r.i, coalesce(r.id, (SELECT unit_id FROM unit
                              WHERE organization_id = :organization_id AND external_id = r.external_id)) AS id
  FROM unnest(:ids::uuid[], :external_ids::text[]) WITH ORDINALITY AS r(id, external_id, i)
)
SELECT u.unit_id AS id, coalesce(u.state = 1, false) AS open, u.content_digest
FROM wanted
LEFT JOIN LATERAL (
  SELECT unit_id, state, content_digest FROM unit
  WHERE organization_id = :organization_id AND unit_id = wanted.id
  LIMIT 1
) u ON true
ORDER BY wanted.i
