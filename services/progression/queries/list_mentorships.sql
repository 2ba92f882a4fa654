-- A page of mentorships by id, that is in the order of recording.
SELECT * FROM mentorship_record
WHERE _organization_id = :organization_id
  AND _mentorship_id > (SELECT coalesce(:after::uuid, '00000000-0000-0000-0000-000000000000'))
  AND (:mentor_id::uuid IS NULL OR _account_id = :mentor_id::uuid)
  AND (NOT :by_mentee::boolean OR _participant_id = ANY ((SELECT records_of_person(:mentee_id::uuid))::uuid[]))
  AND (:state::smallint IS NULL OR state = :state::smallint)
ORDER BY _mentorship_id
LIMIT :limit
