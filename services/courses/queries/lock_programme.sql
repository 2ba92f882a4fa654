-- Keeps others from changing the programme until the end of the transaction.
SELECT programme_id AS id FROM programme
WHERE organization_id = :organization_id
  AND programme_id = (SELECT coalesce(:id::uuid, (SELECT programme_id FROM programme
                                   WHERE organization_id = :organization_id AND external_id = :external_id)))
FOR NO KEY UPDATE
