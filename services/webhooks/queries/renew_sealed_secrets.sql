-- Has secrets of webhooks be sealed anew, unless they have changed.
UPDATE webhook w SET sealed_secret = n.renewed
FROM unnest(:ids::uuid[], :before::bytea[], :renewed::bytea[]) AS n(id, before, renewed)
WHERE w.webhook_id = n.id AND w.sealed_secret = n.before
