-- For each participant, assessment and attempt: whether the participant takes or
-- took part in the assessment's course (or its one cohort), and the result that
-- is there already.
SELECT asked.i - 1 AS item,
       EXISTS (SELECT FROM enrolment e
               JOIN cohort c ON c.organization_id = e.organization_id AND c.cohort_id = e.cohort_id
               WHERE e.organization_id = :organization_id AND e.participant_id = asked.participant_id
                 AND e.ever_active AND c.course_id = asked.course_id
                 AND (asked.cohort_id IS NULL OR e.cohort_id = asked.cohort_id)) AS enrolled,
       r.score, r.assessed_on, r.version
FROM unnest(:participant_ids::uuid[], :owner_ids::uuid[], :attempts::int[], :course_ids::uuid[],
            :cohort_ids::uuid[]) WITH ORDINALITY
  AS asked(participant_id, assessment_id, attempt, course_id, cohort_id, i)
LEFT JOIN result r ON r.organization_id = :organization_id AND r.assessment_id = asked.assessment_id
  AND r.participant_id = asked.participant_id AND r.attempt = asked.attempt
ORDER BY asked.i
