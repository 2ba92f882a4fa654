-- What graduates of some cohorts must meet: the rule of the version each cohort
-- is on, how many sessions it has, and the course's title.
SELECT c.cohort_id, c.course_id, c.state, c.starts_on, v.min_attendance_percent, v.min_total,
       v.required_assessments, coalesce(v.credential_title, k.title) AS credential_title, v.valid_months,
       (SELECT count(*) FROM session s
        WHERE s.organization_id = c.organization_id AND s.cohort_id = c.cohort_id AND NOT s.cancelled) AS sessions
FROM cohort c
JOIN course k ON k.organization_id = c.organization_id AND k.course_id = c.course_id
JOIN course_version v ON v.organization_id = c.organization_id AND v.course_id = c.course_id
  AND v.course_version = c.course_version
WHERE c.organization_id = :organization_id AND c.cohort_id = ANY (:cohort_ids::uuid[])
