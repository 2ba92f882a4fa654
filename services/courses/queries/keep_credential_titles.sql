-- When a course is renamed: versions of before go on with the title that it had, on credentials
-- for which they have none of their own.
UPDATE course_version SET credential_title = :title
WHERE organization_id = :organization_id AND course_id = :course_id::uuid AND course_version < :course_version::int
  AND credential_title IS NULL
