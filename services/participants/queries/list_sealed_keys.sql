-- A page of the keys of persons, as the key of the service sealed them.
SELECT participant_id AS id, seal_key AS sealed
FROM participant
WHERE organization_id = :organization_id AND seal_key IS NOT NULL
  AND participant_id > (SELECT coalesce(:after::uuid, '00000000-0000-0000-0000-000000000000'))
ORDER BY participant_id
LIMIT :limit
