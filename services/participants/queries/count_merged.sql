-- How many records are merged into this one.
SELECT count(*) AS merged FROM participant
WHERE organization_id = :organization_id
  AND merged_into_id = (SELECT coalesce(:id::uuid, (SELECT participant_id FROM participant
                                                    WHERE organization_id = :organization_id
                                                      AND external_id = :external_id)))
