-- A credential by id, number or enrolment.
SELECT * FROM credential_record
WHERE _organization_id = :organization_id
  AND _credential_id = (SELECT coalesce(:id::uuid, (
    SELECT credential_id FROM credential
    WHERE organization_id = :organization_id AND number = :number), (
    SELECT credential_id FROM credential
    WHERE organization_id = :organization_id AND enrolment_id = :enrolment_id::uuid)))
