-- A ladder by id or external id.
SELECT * FROM ladder_record
WHERE _organization_id = :organization_id AND (_ladder_id = :id::uuid OR external_id = :external_id)
