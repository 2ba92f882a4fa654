-- Changes a course.
UPDATE course
SET code = :code, title = :title, course_version = :course_version, planned_hours = :planned_hours::float8,
    planned_sessions = :planned_sessions, version = version + 1, update_time = :now::timestamptz
WHERE organization_id = :organization_id AND course_id = :course_id::uuid
