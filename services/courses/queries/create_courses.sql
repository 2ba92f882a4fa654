-- Makes courses, with the first version of their rules.
WITH new AS (
  SELECT * FROM unnest(:course_ids::uuid[], :external_ids::text[], :codes::text[], :titles::text[],
                       :planned_hours::float8[], :planned_sessions::int[], :content_digests::uuid[],
                       :min_attendance_percents::float8[], :min_totals::float8[], :required_assessments::jsonb[],
                       :credential_titles::text[], :valid_months::int[])
    AS n(course_id, external_id, code, title, planned_hours, planned_sessions, content_digest,
         min_attendance_percent, min_total, required_assessments, credential_title, valid_months)
), course_rows AS (
  INSERT INTO course (organization_id, course_id, external_id, code, title, course_version, planned_hours,
                      planned_sessions, content_digest, version, create_time, update_time)
  SELECT :organization_id, course_id, external_id, code, title, 1, planned_hours, planned_sessions, content_digest, 1,
         :now::timestamptz, :now::timestamptz
  FROM new
)
INSERT INTO course_version (organization_id, course_id, course_version, min_attendance_percent, min_total,
                            required_assessments, credential_title, valid_months, create_time)
SELECT :organization_id, course_id, 1, min_attendance_percent, min_total, required_assessments, credential_title,
       valid_months, :now::timestamptz
FROM new
