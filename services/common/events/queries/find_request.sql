-- Finds the first answer to a request_id.
SELECT digest::text AS digest, response
FROM request
WHERE organization_id = :organization_id AND method = :method AND request_id = :request_id
