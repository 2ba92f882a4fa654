-- Whose career changes by what these changes of participants say about merging: both ends, of
-- before and after.
SELECT DISTINCT party.person_id
FROM unnest(:person_id::uuid[], :merged_into_id::text[]) AS e(person_id, merged_into_id)
LEFT JOIN person p ON p.organization_id = :organization_id AND p.person_id = e.person_id
CROSS JOIN LATERAL (VALUES (e.person_id), (p.merged_into_id), (NULLIF(e.merged_into_id, '')::uuid)) AS party(person_id)
WHERE p.merged_into_id IS DISTINCT FROM NULLIF(e.merged_into_id, '')::uuid AND party.person_id IS NOT NULL
