-- The end of an organization's audit chain, for a checkpoint: once this is committed
-- the entries up to it cannot be lost any more.
UPDATE audit_head SET checkpoint_entries = entries
WHERE organization_id = :organization_id
RETURNING entries, hash
