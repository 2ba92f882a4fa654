-- A page of attendances by session and participant.
-- Withdrawn ones (0) are left out.
SELECT * FROM attendance_record a
WHERE _organization_id = :organization_id AND a.code <> 0
  AND (a._session_id, a._participant_id)
      > ((SELECT coalesce(:after_session::uuid, '00000000-0000-0000-0000-000000000000')),
         (SELECT coalesce(:after_participant::uuid, '00000000-0000-0000-0000-000000000000')))
ORDER BY _session_id, _participant_id
LIMIT :limit
