-- Keeps others from changing these records until the end of the transaction; in one
-- order, so that two calls never wait for each other.
SELECT participant_id FROM participant
WHERE organization_id = :organization_id
  AND participant_id IN (
    SELECT coalesce(r.id, (SELECT p.participant_id FROM participant p
                           WHERE p.organization_id = :organization_id AND p.external_id = r.external_id))
    FROM unnest(:ids::uuid[], :external_ids::text[]) AS r(id, external_id))
ORDER BY participant_id
FOR UPDATE
