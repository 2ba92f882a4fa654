-- The run of a course (or of one cohort of it) that each of some results is of, by the
-- participant and the day of the assessment: none of who never took part. Row by row
-- (LIMIT), by index whatever the statistics say of a table that is filling.
SELECT asked.i - 1 AS item, run.cohort_id
FROM unnest(:participant_ids::uuid[], :course_ids::uuid[], :cohort_ids::uuid[], :days::date[]) WITH ORDINALITY
  AS asked(participant_id, course_id, cohort_id, day, i)
CROSS JOIN LATERAL run_of_result(:organization_id, asked.course_id, asked.cohort_id, asked.participant_id, asked.day)
  AS run
