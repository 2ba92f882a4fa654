-- A page of the records that are merged into a person's, by id.
SELECT * FROM participant_record
WHERE _organization_id = :organization_id
  AND _merged_into_id = (SELECT coalesce(:merged_into_id::uuid, (
    SELECT participant_id FROM participant
    WHERE organization_id = :organization_id AND external_id = :merged_into_external_id)))
  AND (:after::uuid IS NULL OR _participant_id > :after::uuid)
ORDER BY _participant_id
LIMIT :limit
