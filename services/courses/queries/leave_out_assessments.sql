-- Leaves new assessments of whole courses out of the cohorts that are being graded already:
-- somebody completed or graduated there, or has a result.
WITH graded AS (
  SELECT c.course_id, c.cohort_id
  FROM cohort c
  WHERE c.organization_id = :organization_id AND c.course_id = ANY (:course_ids::uuid[])
    AND (EXISTS (SELECT FROM enrolment e
                 WHERE e.organization_id = :organization_id AND e.cohort_id = c.cohort_id AND e.state IN (7, 8))
         OR c.cohort_id IN (SELECT r.cohort_id
                            FROM assessment a
                            JOIN result r ON r.organization_id = :organization_id AND r.assessment_id = a.assessment_id
                            WHERE a.organization_id = :organization_id AND a.course_id = ANY (:course_ids::uuid[])
                              AND r.cohort_id IS NOT NULL))
)
INSERT INTO assessment_left_out (organization_id, assessment_id, cohort_id)
SELECT :organization_id, new.assessment_id, graded.cohort_id
FROM unnest(:assessment_ids::uuid[], :course_ids::uuid[]) AS new(assessment_id, course_id)
JOIN graded ON graded.course_id = new.course_id
