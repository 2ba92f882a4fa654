-- One grant.
SELECT * FROM grant_record WHERE _organization_id = :organization_id AND _grant_id = :grant_id::uuid
