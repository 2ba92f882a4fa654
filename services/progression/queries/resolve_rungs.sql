-- What references to rungs stand for: those that are there, by index.
WITH wanted AS MATERIALIZED (
  SELECT r.i - 1 AS item,
         coalesce(r.id, (SELECT rung_id FROM rung
                         WHERE organization_id = :organization_id AND external_id = r.external_id)) AS id
  FROM unnest(:ids::uuid[], :external_ids::text[]) WITH ORDINALITY AS r(id, external_id, i)
)
SELECT wanted.item, u.rung_id AS id, u.ladder_id, u.position, u.command
FROM wanted
JOIN rung u ON u.organization_id = :organization_id AND u.rung_id = wanted.id
