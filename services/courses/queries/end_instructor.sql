-- Ends that an account teaches a cohort.
UPDATE instructor SET end_time = :now::timestamptz, version = version + 1, update_time = :now::timestamptz
WHERE organization_id = :organization_id AND instructor_id = :instructor_id::uuid
