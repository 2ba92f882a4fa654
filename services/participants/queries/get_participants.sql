-- Persons by id or external id, in the order asked; those that are not there are
-- left out.
SELECT p.*, r.i AS _i
FROM unnest(:ids::uuid[], :external_ids::text[]) WITH ORDINALITY AS r(id, external_id, i)
JOIN participant_record p ON p._organization_id = :organization_id
  AND p._participant_id = coalesce(r.id, (SELECT participant_id FROM participant
                                          WHERE organization_id = :organization_id AND external_id = r.external_id))
ORDER BY r.i
