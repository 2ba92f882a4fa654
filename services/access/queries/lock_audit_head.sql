-- Takes the end of an organization's audit chain for this transaction; :start is the
-- hash before its first entry.
INSERT INTO audit_head (organization_id, entries, hash)
VALUES (:organization_id, 0, :start::bytea)
ON CONFLICT (organization_id) DO UPDATE SET entries = audit_head.entries
RETURNING entries, hash
