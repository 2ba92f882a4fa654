-- Keeps others from changing a credential, found by id, number or enrolment,
-- until the end of the transaction.
SELECT credential_id AS id FROM credential
WHERE organization_id = :organization_id
  AND credential_id = (SELECT coalesce(:id::uuid, (
    SELECT credential_id FROM credential
    WHERE organization_id = :organization_id AND number = :number), (
    SELECT credential_id FROM credential
    WHERE organization_id = :organization_id AND enrolment_id = :enrolment_id::uuid)))
FOR NO KEY UPDATE
