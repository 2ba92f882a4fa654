-- What references to units stand for, in the order asked.
WITH wanted AS MATERIALIZED (
  SELECT r.i, coalesce(r.id, (SELECT unit_id FROM unit
                              WHERE organization_id = :organization_id AND external_id = r.external_id)) AS id
  FROM unnest(:ids::uuid[], :external_ids::text[]) WITH ORDINALITY AS r(id, external_id, i)
)
SELECT u.unit_id AS id, coalesce(u.state = 1, false) AS open, u.content_digest
FROM wanted
LEFT JOIN unit u ON u.organization_id = :organization_id AND u.unit_id = wanted.id
ORDER BY wanted.i
