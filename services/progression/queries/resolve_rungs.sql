-- What references to rungs stand for; those that are not there are left out.
-- One by one (LIMIT): by index, whatever the statistics say of a table that is filling.
WITH wanted AS MATERIALIZED (
  SELECT r.i - 1 AS item,
         coalesce(r.id, (SELECT rung_id FROM rung
                         WHERE organization_id = :organization_id AND external_id = r.external_id)) AS id
  FROM unnest(:ids::uuid[], :external_ids::text[]) WITH ORDINALITY AS r(id, external_id, i)
)
SELECT wanted.item, u.rung_id AS id, u.ladder_id, u.position, u.command
FROM wanted
CROSS JOIN LATERAL (
  SELECT rung_id, ladder_id, position, command FROM rung
  WHERE organization_id = :organization_id AND rung_id = wanted.id
  LIMIT 1
) u
