-- For each participant, assessment and attempt: whether the participant takes or
-- took part in the assessment's course (or its one cohort), and the result that
-- is there already. Row by row (LIMIT), by index whatever the statistics say of a
-- table that is filling.
SELECT asked.i - 1 AS item, e.enrolled, r.score, r.assessed_on, r.version
FROM unnest(:participant_ids::uuid[], :owner_ids::uuid[], :attempts::int[], :course_ids::uuid[],
            :cohort_ids::uuid[]) WITH ORDINALITY
  AS asked(participant_id, assessment_id, attempt, course_id, cohort_id, i)
LEFT JOIN LATERAL (
  SELECT true AS enrolled FROM enrolment e
  JOIN cohort c ON c.organization_id = e.organization_id AND c.cohort_id = e.cohort_id
  WHERE e.organization_id = :organization_id AND e.participant_id = asked.participant_id AND e.ever_active
    AND c.course_id = asked.course_id AND (asked.cohort_id IS NULL OR e.cohort_id = asked.cohort_id)
  LIMIT 1
) e ON true
LEFT JOIN LATERAL (
  SELECT score, assessed_on, version FROM result
  WHERE organization_id = :organization_id AND assessment_id = asked.assessment_id
    AND participant_id = asked.participant_id AND attempt = asked.attempt
  LIMIT 1
) r ON true
ORDER BY asked.i
