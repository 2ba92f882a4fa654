-- Keeps others from changing the person's record until the end of the
-- transaction.
SELECT participant_id, seal_key FROM participant
WHERE organization_id = :organization_id
  AND participant_id = (SELECT coalesce(:id::uuid, (SELECT participant_id FROM participant
                                                    WHERE organization_id = :organization_id
                                                      AND external_id = :external_id)))
FOR UPDATE
