-- One organization.
SELECT * FROM organization_record WHERE _organization_id = :organization_id
