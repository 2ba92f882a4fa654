-- A page of enrolments by id.
SELECT * FROM enrolment_record
WHERE _organization_id = :organization_id
  AND _enrolment_id > (SELECT coalesce(:after::uuid, '00000000-0000-0000-0000-000000000000'))
  AND (:state::smallint IS NULL OR state = :state::smallint)
ORDER BY _enrolment_id
LIMIT :limit
