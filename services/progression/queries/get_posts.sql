-- Posts by id or external id, in the order asked; those that are not there are
-- left out.
WITH wanted AS MATERIALIZED (
  SELECT r.i - 1 AS item,
         coalesce(r.id, (SELECT post_id FROM post
                         WHERE organization_id = :organization_id AND external_id = r.external_id)) AS id
  FROM unnest(:ids::uuid[], :external_ids::text[]) WITH ORDINALITY AS r(id, external_id, i)
)
SELECT t.*, wanted.item AS _item
FROM wanted
JOIN post_record t ON t._organization_id = :organization_id AND t._post_id = wanted.id
ORDER BY wanted.item
