-- A page of all persons by id.
SELECT * FROM participant_record
WHERE _organization_id = :organization_id
  AND _participant_id > (SELECT coalesce(:after::uuid, '00000000-0000-0000-0000-000000000000'))
  AND (:show_merged::boolean OR _merged_into_id IS NULL)
ORDER BY _participant_id
LIMIT :limit
