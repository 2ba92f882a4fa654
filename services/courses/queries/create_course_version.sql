-- Makes a further version of a course's rule.
INSERT INTO course_version (organization_id, course_id, course_version, min_attendance_percent, min_total,
                            required_assessments, credential_title, valid_months, create_time)
VALUES (:organization_id, :course_id::uuid, :course_version, :min_attendance_percent::float8, :min_total::float8,
        :required_assessments::jsonb, :credential_title, :valid_months, :now::timestamptz)
