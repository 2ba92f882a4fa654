-- How many webhooks the organization has.
SELECT count(*) AS webhooks FROM webhook WHERE organization_id = :organization_id AND delete_time IS NULL
