-- Attendances by session and participant, in the order asked.
SELECT r.*
FROM unnest(:owner_ids::uuid[], :participant_ids::uuid[]) WITH ORDINALITY AS asked(session_id, participant_id, i)
JOIN attendance_record r ON r._organization_id = :organization_id AND r._session_id = asked.session_id
  AND r._participant_id = asked.participant_id
ORDER BY asked.i
