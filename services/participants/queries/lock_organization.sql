-- Keeps others from changing the organization until the end of the transaction.
SELECT version FROM organization WHERE organization_id = :organization_id FOR UPDATE
