-- A mentorship.
SELECT * FROM mentorship_record WHERE _organization_id = :organization_id AND _mentorship_id = :mentorship_id::uuid
