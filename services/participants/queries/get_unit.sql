-- One unit, by id or external id (see get_participant).
SELECT * FROM unit_record
WHERE _organization_id = :organization_id
  AND _unit_id = (SELECT coalesce(:id::uuid, (SELECT unit_id FROM unit
                                              WHERE organization_id = :organization_id
                                                AND external_id = :external_id)))
