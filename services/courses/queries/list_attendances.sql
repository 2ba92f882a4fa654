-- A page of attendances by session and participant.
SELECT * FROM attendance_record a
WHERE _organization_id = :organization_id
  AND (a._session_id, a._participant_id)
      > ((SELECT coalesce(:after_session::uuid, '00000000-0000-0000-0000-000000000000')),
         (SELECT coalesce(:after_participant::uuid, '00000000-0000-0000-0000-000000000000')))
ORDER BY _session_id, _participant_id
LIMIT :limit
