-- A page of the credentials of a person, by any of their records, by id.
SELECT credential.*
FROM unnest(records_of_person(:participant_id::uuid)) AS record(id)
JOIN credential_record credential
  ON credential._organization_id = :organization_id AND credential._participant_id = record.id
WHERE _credential_id > (SELECT coalesce(:after::uuid, '00000000-0000-0000-0000-000000000000'))
  AND (:number::text IS NULL OR number = :number)
  AND (NOT :by_enrolment::boolean OR _enrolment_id = (SELECT coalesce(:enrolment_id::uuid, (
    SELECT enrolment_id FROM enrolment WHERE organization_id = :organization_id AND external_id = :enrolment_external_id))))
ORDER BY _credential_id
LIMIT :limit
