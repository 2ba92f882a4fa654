-- Whether any organization has a webhook.
SELECT EXISTS (SELECT FROM webhook WHERE delete_time IS NULL) AS any
