-- A page of the attendances of a person, by any of their records, by session: those of the
-- cohorts they have an enrolment in, which are all.
-- Withdrawn ones (0) are left out.
SELECT a.*
FROM (
  SELECT DISTINCT e.participant_id, e.cohort_id
  FROM unnest(records_of_person(:participant_id::uuid)) AS record(id)
  JOIN enrolment e ON e.organization_id = :organization_id AND e.participant_id = record.id
) taken
JOIN session s ON s.organization_id = :organization_id AND s.cohort_id = taken.cohort_id
JOIN attendance_record a
  ON a._organization_id = s.organization_id AND a._session_id = s.session_id AND a._participant_id = taken.participant_id
WHERE a.code <> 0
  AND (NOT :by_cohort::boolean OR s.cohort_id = (SELECT coalesce(:cohort_id::uuid, (
    SELECT cohort_id FROM cohort WHERE organization_id = :organization_id AND external_id = :cohort_external_id))))
  AND (a._session_id, a._participant_id)
      > ((SELECT coalesce(:after_session::uuid, '00000000-0000-0000-0000-000000000000')),
         (SELECT coalesce(:after_participant::uuid, '00000000-0000-0000-0000-000000000000')))
ORDER BY a._session_id, a._participant_id
LIMIT :limit
