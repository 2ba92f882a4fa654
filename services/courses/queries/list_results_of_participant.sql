-- A page of the results of a person, by any of their records, by assessment and attempt: those of the
-- courses they have an enrolment in, which are all.
SELECT r.*
FROM assessment t
JOIN result_record r ON r._organization_id = t.organization_id AND r._assessment_id = t.assessment_id
WHERE t.organization_id = :organization_id AND r._participant_id = ANY ((SELECT records_of_person(:participant_id::uuid))::uuid[])
  AND t.course_id IN (SELECT c.course_id FROM enrolment e
                      JOIN cohort c ON c.organization_id = e.organization_id AND c.cohort_id = e.cohort_id
                      WHERE e.organization_id = :organization_id AND e.participant_id = ANY ((SELECT records_of_person(:participant_id::uuid))::uuid[]))
  AND (r._assessment_id, r._participant_id, r.attempt)
      > ((SELECT coalesce(:after_assessment::uuid, '00000000-0000-0000-0000-000000000000')),
         (SELECT coalesce(:after_participant::uuid, '00000000-0000-0000-0000-000000000000')),
         (SELECT coalesce(:after_attempt::int, 0)))
ORDER BY r._assessment_id, r._participant_id, r.attempt
LIMIT :limit
