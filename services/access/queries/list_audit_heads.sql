-- How long each organization's audit chain is.
SELECT organization_id, entries FROM audit_head
