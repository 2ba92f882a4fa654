-- Has keys of persons be sealed anew, unless they have changed.
UPDATE participant p SET seal_key = n.renewed
FROM unnest(:ids::uuid[], :before::bytea[], :renewed::bytea[]) AS n(id, before, renewed)
WHERE p.organization_id = :organization_id AND p.participant_id = n.id AND p.seal_key = n.before
