-- Keeps others from changing it until the end of the transaction.
SELECT mentorship_id AS id FROM mentorship
WHERE organization_id = :organization_id AND mentorship_id = :mentorship_id::uuid
FOR NO KEY UPDATE
