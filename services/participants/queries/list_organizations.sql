-- A page of organizations by slug.
SELECT * FROM organization_record
WHERE :after::text IS NULL OR _organization_id > :after::text
ORDER BY _organization_id
LIMIT :limit
