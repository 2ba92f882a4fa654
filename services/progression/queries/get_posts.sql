-- Posts by id or external id, in the order asked; those that are not there are
-- left out.
SELECT t.*, r.i - 1 AS _item
FROM unnest(:ids::uuid[], :external_ids::text[]) WITH ORDINALITY AS r(id, external_id, i)
JOIN post_record t ON t._organization_id = :organization_id
  AND t._post_id = coalesce(r.id, (SELECT post_id FROM post
                                   WHERE organization_id = :organization_id AND external_id = r.external_id))
ORDER BY r.i
