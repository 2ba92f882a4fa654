-- Units by id or external id, in the order asked; those that are not there are
-- left out.
WITH wanted AS MATERIALIZED (
  SELECT r.i, coalesce(r.id, (SELECT unit_id FROM unit
                              WHERE organization_id = :organization_id AND external_id = r.external_id)) AS id
  FROM unnest(:ids::uuid[], :external_ids::text[]) WITH ORDINALITY AS r(id, external_id, i)
)
SELECT record.*, wanted.i AS _i
FROM wanted
JOIN unit_record record ON record._organization_id = :organization_id AND record._unit_id = wanted.id
ORDER BY wanted.i
