-- Has secrets that webhooks had before be sealed anew, unless they have changed.
UPDATE webhook w SET sealed_previous_secret = n.renewed
FROM unnest(:ids::uuid[], :before::bytea[], :renewed::bytea[]) AS n(id, before, renewed)
WHERE w.webhook_id = n.id AND w.sealed_previous_secret = n.before
