-- A page of programmes by id.
SELECT * FROM programme_record
WHERE _organization_id = :organization_id
  AND _programme_id > (SELECT coalesce(:after::uuid, '00000000-0000-0000-0000-000000000000'))
  AND (:external_id::text IS NULL OR external_id = :external_id)
ORDER BY _programme_id
LIMIT :limit
