-- A career event by id or external id.
SELECT * FROM career_event_record
WHERE _organization_id = :organization_id
  AND _career_event_id = coalesce(:id::uuid, (SELECT career_event_id FROM career_event
                                              WHERE organization_id = :organization_id
                                                AND external_id = :external_id))
