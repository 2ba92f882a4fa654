-- A page of organizations by slug: those named, or all.
SELECT * FROM organization_record
WHERE (:after::text IS NULL OR _organization_id > :after::text)
  AND (:organizations::text[] IS NULL OR _organization_id = ANY (:organizations::text[]))
ORDER BY _organization_id
LIMIT :limit
