-- Keeps others from changing the unit until the end of the transaction.
SELECT unit_id FROM unit
WHERE organization_id = :organization_id
  AND unit_id = (SELECT coalesce(:id::uuid, (SELECT unit_id FROM unit
                                             WHERE organization_id = :organization_id AND external_id = :external_id)))
FOR UPDATE
