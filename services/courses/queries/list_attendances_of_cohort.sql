-- A page of the attendances of a cohort by session and participant.
-- Withdrawn ones (0) are left out.
SELECT a.*
FROM session s
JOIN attendance_record a ON a._organization_id = s.organization_id AND a._session_id = s.session_id AND a.code <> 0
WHERE s.organization_id = :organization_id
  AND s.cohort_id = (SELECT coalesce(:cohort_id::uuid, (
    SELECT cohort_id FROM cohort WHERE organization_id = :organization_id AND external_id = :cohort_external_id)))
  AND (a._session_id, a._participant_id)
      > ((SELECT coalesce(:after_session::uuid, '00000000-0000-0000-0000-000000000000')),
         (SELECT coalesce(:after_participant::uuid, '00000000-0000-0000-0000-000000000000')))
ORDER BY a._session_id, a._participant_id
LIMIT :limit
