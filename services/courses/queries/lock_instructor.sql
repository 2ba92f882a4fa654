-- Keeps others from changing it until the end of the transaction.
SELECT instructor_id AS id FROM instructor
WHERE organization_id = :organization_id AND instructor_id = :instructor_id::uuid
FOR NO KEY UPDATE
