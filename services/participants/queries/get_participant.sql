-- One person, by id or external id. The look-up stands in a SELECT of its own:
-- only a plain value may become an index condition beside row-level security.
SELECT * FROM participant_record
WHERE _organization_id = :organization_id
  AND _participant_id = (SELECT coalesce(:id::uuid, (SELECT participant_id FROM participant
                                                     WHERE organization_id = :organization_id
                                                       AND external_id = :external_id)))
