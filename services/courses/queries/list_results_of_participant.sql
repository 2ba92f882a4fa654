-- A page of the results of a person, by any of their records, by assessment, attempt and cohort: those
-- of the courses they have an enrolment in, which are all.
SELECT r.*
FROM (
  SELECT DISTINCT e.participant_id, c.course_id
  FROM unnest(records_of_person(:participant_id::uuid)) AS record(id)
  JOIN enrolment e ON e.organization_id = :organization_id AND e.participant_id = record.id
  JOIN cohort c ON c.organization_id = e.organization_id AND c.cohort_id = e.cohort_id
) taken
JOIN assessment t ON t.organization_id = :organization_id AND t.course_id = taken.course_id
JOIN result_record r
  ON r._organization_id = t.organization_id AND r._assessment_id = t.assessment_id
  AND r._participant_id = taken.participant_id
WHERE (r._assessment_id, r._participant_id, r.attempt)
      >= ((SELECT coalesce(:after_assessment::uuid, '00000000-0000-0000-0000-000000000000')),
          (SELECT coalesce(:after_participant::uuid, '00000000-0000-0000-0000-000000000000')),
          (SELECT coalesce(:after_attempt::int, 0)))
  AND ((r._assessment_id, r._participant_id, r.attempt)
         IS DISTINCT FROM (:after_assessment::uuid, :after_participant::uuid, :after_attempt::int)
       OR r._run_id > :after_run::uuid)
ORDER BY r._assessment_id, r._participant_id, r.attempt, r._run_id
LIMIT :limit
