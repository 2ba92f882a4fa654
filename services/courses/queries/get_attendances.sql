-- Attendances by session and participant, in the order asked.
SELECT r.*
FROM unnest(:owner_ids::uuid[], :participant_ids::uuid[]) WITH ORDINALITY AS asked(session_id, participant_id, i)
JOIN LATERAL (
  SELECT * FROM attendance_record
  WHERE _organization_id = :organization_id AND _session_id = asked.session_id
    AND _participant_id = asked.participant_id
  LIMIT 1
) r ON true
ORDER BY asked.i
