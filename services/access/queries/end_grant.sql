-- Ends a grant.
UPDATE role_grant SET end_time = :now::timestamptz, version = version + 1, update_time = :now::timestamptz
WHERE organization_id = :organization_id AND grant_id = :grant_id::uuid
