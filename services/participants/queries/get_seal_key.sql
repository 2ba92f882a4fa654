-- The key with which the values of one person are sealed, by id or external id.
SELECT participant_id, seal_key FROM participant
WHERE organization_id = :organization_id
  AND participant_id = (SELECT coalesce(:id::uuid, (SELECT participant_id FROM participant
                                                    WHERE organization_id = :organization_id
                                                      AND external_id = :external_id)))
