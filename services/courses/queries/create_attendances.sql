-- Records attendances.
INSERT INTO attendance (organization_id, session_id, participant_id, code, minutes, version, create_time, update_time)
SELECT :organization_id, *, 1, :now::timestamptz, :now::timestamptz
FROM unnest(:owner_ids::uuid[], :participant_ids::uuid[], :codes::smallint[], :minutes::int[])
