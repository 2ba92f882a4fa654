-- Keeps others from recording events of these persons until the end of the
-- transaction; in one order, so that two batches never wait for each other.
INSERT INTO career (organization_id, participant_id, update_time)
SELECT :organization_id, p.participant_id, :update_time::timestamptz
FROM unnest(:participant_ids::uuid[]) AS p(participant_id)
ORDER BY p.participant_id
ON CONFLICT (organization_id, participant_id) DO UPDATE SET update_time = excluded.update_time
