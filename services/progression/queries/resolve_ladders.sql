-- What references to ladders stand for: those that are there, by index.
WITH wanted AS MATERIALIZED (
  SELECT r.i - 1 AS item,
         coalesce(r.id, (SELECT ladder_id FROM ladder
                         WHERE organization_id = :organization_id AND external_id = r.external_id)) AS id
  FROM unnest(:ids::uuid[], :external_ids::text[]) WITH ORDINALITY AS r(id, external_id, i)
)
SELECT wanted.item, l.ladder_id AS id
FROM wanted
JOIN ladder l ON l.organization_id = :organization_id AND l.ladder_id = wanted.id
