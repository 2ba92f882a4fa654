-- Changes a programme.
UPDATE programme
SET title = :title, donor_references = :donor_references::text[], course_ids = :course_ids::uuid[],
    version = version + 1, update_time = :now::timestamptz
WHERE organization_id = :organization_id AND programme_id = :programme_id::uuid
