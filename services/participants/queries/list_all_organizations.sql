-- All organizations.
SELECT organization_id FROM organization
