-- One person, by id or external id.
SELECT * FROM participant_record
WHERE _organization_id = :organization_id
  AND _participant_id = coalesce(:id::uuid, (SELECT participant_id FROM participant
                                             WHERE organization_id = :organization_id AND external_id = :external_id))
