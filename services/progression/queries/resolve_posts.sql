-- What references to posts stand for; those that are not there are left out.
-- One by one (LIMIT): by index, whatever the statistics say of a table that is filling.
WITH wanted AS MATERIALIZED (
  SELECT r.i - 1 AS item,
         coalesce(r.id, (SELECT post_id FROM post
                         WHERE organization_id = :organization_id AND external_id = r.external_id)) AS id
  FROM unnest(:ids::uuid[], :external_ids::text[]) WITH ORDINALITY AS r(id, external_id, i)
)
SELECT wanted.item, p.post_id AS id, p.unit_id, p.command
FROM wanted
CROSS JOIN LATERAL (
  SELECT post_id, unit_id, command FROM post
  WHERE organization_id = :organization_id AND post_id = wanted.id
  LIMIT 1
) p
