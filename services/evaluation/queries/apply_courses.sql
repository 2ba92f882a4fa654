-- Folds changes of courses: that there is one.
INSERT INTO course (organization_id, course_id, version)
SELECT DISTINCT ON (e.course_id) :organization_id, e.course_id, e.version
FROM unnest(:course_id::uuid[], :version::int[]) AS e(course_id, version)
ORDER BY e.course_id, e.version DESC
ON CONFLICT (organization_id, course_id) DO UPDATE SET version = excluded.version
WHERE course.version < excluded.version
