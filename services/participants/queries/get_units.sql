-- Units by id or external id, in the order asked; those that are not there are
-- left out.
SELECT u.*, r.i AS _i
FROM unnest(:ids::uuid[], :external_ids::text[]) WITH ORDINALITY AS r(id, external_id, i)
JOIN unit_record u ON u._organization_id = :organization_id
  AND u._unit_id = coalesce(r.id, (SELECT unit_id FROM unit
                                   WHERE organization_id = :organization_id AND external_id = r.external_id))
ORDER BY r.i
