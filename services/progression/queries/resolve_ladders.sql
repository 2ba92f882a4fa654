-- What references to ladders stand for; those that are not there are left out.
-- One by one (LIMIT): by index, whatever the statistics say of a table that is filling.
WITH wanted AS MATERIALIZED (
  SELECT r.i - 1 AS item,
         coalesce(r.id, (SELECT ladder_id FROM ladder
                         WHERE organization_id = :organization_id AND external_id = r.external_id)) AS id
  FROM unnest(:ids::uuid[], :external_ids::text[]) WITH ORDINALITY AS r(id, external_id, i)
)
SELECT wanted.item, l.ladder_id AS id
FROM wanted
CROSS JOIN LATERAL (
  SELECT ladder_id FROM ladder
  WHERE organization_id = :organization_id AND ladder_id = wanted.id
  LIMIT 1
) l
