-- A page of ladders by id.
SELECT * FROM ladder_record
WHERE _organization_id = :organization_id AND (:after::uuid IS NULL OR _ladder_id > :after::uuid)
  AND (:external_id::text IS NULL OR external_id = :external_id::text)
ORDER BY _ladder_id
LIMIT :limit
