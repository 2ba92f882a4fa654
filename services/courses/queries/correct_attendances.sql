-- Corrects attendances that have not changed since they were looked at: one row
-- for each.
UPDATE attendance a
SET code = c.code, minutes = c.minutes, version = a.version + 1, update_time = :now::timestamptz
FROM unnest(:owner_ids::uuid[], :participant_ids::uuid[], :codes::smallint[], :minutes::int[], :versions::int[])
  AS c(session_id, participant_id, code, minutes, version)
WHERE a.organization_id = :organization_id AND a.session_id = c.session_id AND a.participant_id = c.participant_id
  AND a.version = c.version
RETURNING a.session_id
