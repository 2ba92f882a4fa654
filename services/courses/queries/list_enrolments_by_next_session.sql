-- A page of enrolments by the next session of their cohort from a time on, those of cohorts
-- without one last. The cohorts are put in order, which are few, by the index of sessions by
-- time, and the enrolments of each are read by index until the page is full.
SELECT e.*, c.next_time AS _next_time, :since::timestamptz AS _since
FROM (
  SELECT c.cohort_id, coalesce(s.next_time, 'infinity') AS next_time
  FROM cohort c
  LEFT JOIN (
    SELECT cohort_id, min(start_time) AS next_time FROM session
    WHERE organization_id = :organization_id AND start_time >= :since::timestamptz AND NOT cancelled
    GROUP BY cohort_id
  ) s ON s.cohort_id = c.cohort_id
  WHERE c.organization_id = :organization_id
    AND (:after_cohort::uuid IS NULL
         OR (coalesce(s.next_time, 'infinity'), c.cohort_id) >= (:after_time::timestamptz, :after_cohort::uuid))
  ORDER BY 2, 1
) c
CROSS JOIN LATERAL (
  SELECT * FROM enrolment_record
  WHERE _organization_id = :organization_id AND _cohort_id = c.cohort_id
    AND (:state::smallint IS NULL OR state = :state::smallint)
    AND (:after_cohort::uuid IS NULL OR _cohort_id <> :after_cohort::uuid OR _enrolment_id > :after::uuid)
  ORDER BY _enrolment_id
  LIMIT :limit
) e
ORDER BY c.next_time, c.cohort_id, e._enrolment_id
LIMIT :limit
