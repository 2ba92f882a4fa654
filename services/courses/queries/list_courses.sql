-- A page of courses by id.
SELECT * FROM course_record
WHERE _organization_id = :organization_id
  AND _course_id > (SELECT coalesce(:after::uuid, '00000000-0000-0000-0000-000000000000'))
  AND (:external_id::text IS NULL OR external_id = :external_id)
  AND (NOT :by_programme::boolean OR _course_id IN (
    SELECT unnest(course_ids) FROM programme
    WHERE organization_id = :organization_id AND (programme_id = :programme_id::uuid OR external_id = :programme_external_id)))
ORDER BY _course_id
LIMIT :limit
