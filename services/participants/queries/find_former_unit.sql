-- Since when a person belonged to the unit before the present one; no row = to none.
SELECT nullif(effective_on, '-infinity') AS since FROM participant_former_unit
WHERE organization_id = :organization_id AND participant_id = :participant_id::uuid
ORDER BY effective_on DESC
LIMIT 1
