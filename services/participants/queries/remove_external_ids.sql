-- Forgets a person's keys in other systems.
DELETE FROM participant_external_id
WHERE organization_id = :organization_id AND participant_id = :participant_id::uuid
