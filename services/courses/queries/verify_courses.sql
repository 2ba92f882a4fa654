-- Checks the records of an organization against their changes and each other.
WITH records AS (
  SELECT 'programmes/' || programme_id AS aggregate, version FROM programme WHERE organization_id = :organization_id
  UNION ALL
  SELECT 'courses/' || course_id, version FROM course WHERE organization_id = :organization_id
  UNION ALL
  SELECT 'cohorts/' || cohort_id, version FROM cohort WHERE organization_id = :organization_id
  UNION ALL
  SELECT 'instructors/' || instructor_id, version FROM instructor WHERE organization_id = :organization_id
  UNION ALL
  SELECT 'sessions/' || session_id, version FROM session WHERE organization_id = :organization_id
  UNION ALL
  SELECT 'assessments/' || assessment_id, version FROM assessment WHERE organization_id = :organization_id
  UNION ALL
  SELECT 'enrolments/' || enrolment_id, version FROM enrolment WHERE organization_id = :organization_id
  UNION ALL
  SELECT 'credentials/' || credential_id, version FROM credential WHERE organization_id = :organization_id
), changes AS (
  SELECT aggregate, max(aggregate_version) AS version FROM change
  WHERE organization_id = :organization_id AND type <> 'record.read'
  GROUP BY aggregate
), unequal AS (
  SELECT aggregate FROM records r FULL JOIN changes c USING (aggregate) WHERE r.version IS DISTINCT FROM c.version
), graduations AS (
  SELECT aggregate, count(*) AS events FROM change
  WHERE organization_id = :organization_id AND type = 'participant.graduated'
  GROUP BY aggregate
), ungraduated AS (
  SELECT aggregate
  FROM (SELECT 'enrolments/' || enrolment_id AS aggregate FROM enrolment
        WHERE organization_id = :organization_id AND graduated) e
  FULL JOIN graduations g USING (aggregate)
  WHERE g.events IS DISTINCT FROM 1 OR e IS NULL
), homeless AS (
  SELECT 'enrolments/' || e.enrolment_id AS aggregate FROM enrolment e
  LEFT JOIN cohort c ON c.organization_id = e.organization_id AND c.cohort_id = e.cohort_id
  WHERE e.organization_id = :organization_id AND c.cohort_id IS NULL
  UNION ALL
  SELECT 'sessions/' || a.session_id FROM (SELECT DISTINCT session_id FROM attendance
                                           WHERE organization_id = :organization_id) a
  LEFT JOIN session s ON s.organization_id = :organization_id AND s.session_id = a.session_id
  WHERE s.session_id IS NULL
  UNION ALL
  SELECT 'assessments/' || r.assessment_id FROM (SELECT DISTINCT assessment_id FROM result
                                                 WHERE organization_id = :organization_id) r
  LEFT JOIN assessment a ON a.organization_id = :organization_id AND a.assessment_id = r.assessment_id
  WHERE a.assessment_id IS NULL
), overfull AS (
  SELECT 'cohorts/' || c.cohort_id AS aggregate FROM cohort c
  JOIN enrolment e ON e.organization_id = c.organization_id AND e.cohort_id = c.cohort_id
    AND e.state IN (3, 5, 6, 7, 8) AND NOT coalesce(e.recorded_as_past, e.historical)
  WHERE c.organization_id = :organization_id AND c.capacity > 0
  GROUP BY c.organization_id, c.cohort_id, c.capacity
  HAVING count(*) > c.capacity
)
SELECT 'I4' AS invariant, 'each version of a record has its change, and no other is there' AS description,
       (SELECT count(*) FROM unequal) AS violations, (SELECT min(aggregate) FROM unequal) AS example
UNION ALL
SELECT 'I4', 'each graduated enrolment has one graduation event, and no other is there',
       (SELECT count(*) FROM ungraduated), (SELECT min(aggregate) FROM ungraduated)
UNION ALL
SELECT 'I8', 'enrolments, attendances and results refer to records that are there', (SELECT count(*) FROM homeless),
       (SELECT min(aggregate) FROM homeless)
UNION ALL
SELECT 'I8', 'no cohort has more live enrolments than seats', (SELECT count(*) FROM overfull),
       (SELECT min(aggregate) FROM overfull)
