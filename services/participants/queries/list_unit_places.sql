-- Below which units a unit stands, from which days on, in their order, and which of these days
-- have come.
SELECT nullif(effective_on, '-infinity') AS since, parent_id, effective_on <= current_date AS has_come
FROM unit_parent
WHERE organization_id = :organization_id AND unit_id = :unit_id::uuid
ORDER BY effective_on
