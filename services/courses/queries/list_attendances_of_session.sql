-- A page of the attendances of a session by participant.
-- Withdrawn ones (0) are left out.
SELECT * FROM attendance_record a
WHERE _organization_id = :organization_id AND a.code <> 0
  AND _session_id = (SELECT coalesce(:session_id::uuid, (
    SELECT session_id FROM session WHERE organization_id = :organization_id AND external_id = :session_external_id)))
  AND (NOT :by_participant::boolean OR _participant_id = ANY ((SELECT records_of_person(:participant_id::uuid))::uuid[]))
  AND (a._session_id, a._participant_id)
      > ((SELECT coalesce(:after_session::uuid, '00000000-0000-0000-0000-000000000000')),
         (SELECT coalesce(:after_participant::uuid, '00000000-0000-0000-0000-000000000000')))
ORDER BY _session_id, _participant_id
LIMIT :limit
