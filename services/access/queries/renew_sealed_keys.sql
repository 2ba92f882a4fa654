-- Has the keys of accounts be sealed anew, unless they have changed.
UPDATE account t SET seal_key = n.renewed
FROM unnest(:ids::uuid[], :before::bytea[], :renewed::bytea[]) AS n(id, before, renewed)
WHERE t.account_id = n.id AND t.seal_key = n.before
