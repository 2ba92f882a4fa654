-- Who never took part in a course (or in one cohort of it). Row by row (LIMIT), by
-- index whatever the statistics say of a table that is filling.
SELECT asked.participant_id
FROM unnest(:participant_ids::uuid[], :course_ids::uuid[], :cohort_ids::uuid[])
  AS asked(participant_id, course_id, cohort_id)
WHERE (SELECT true FROM enrolment e
       JOIN cohort c ON c.organization_id = e.organization_id AND c.cohort_id = e.cohort_id
       WHERE e.organization_id = :organization_id AND e.participant_id = asked.participant_id AND e.ever_active
         AND c.course_id = asked.course_id AND (asked.cohort_id IS NULL OR e.cohort_id = asked.cohort_id)
       LIMIT 1) IS NULL
