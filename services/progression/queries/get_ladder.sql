-- A ladder by id or external id.
SELECT * FROM ladder_record
WHERE _organization_id = :organization_id
  AND _ladder_id = (SELECT coalesce(:id::uuid, (SELECT ladder_id FROM ladder
                                                WHERE organization_id = :organization_id
                                                  AND external_id = :external_id)))
