-- A career event by id or external id. The look-up stands in a SELECT of its
-- own: only a plain value may become an index condition beside row-level security.
SELECT * FROM career_event_record
WHERE _organization_id = :organization_id
  AND _career_event_id = (SELECT coalesce(:id::uuid, (SELECT career_event_id FROM career_event
                                                      WHERE organization_id = :organization_id
                                                        AND external_id = :external_id)))
