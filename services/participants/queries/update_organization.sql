-- Changes an organization.
UPDATE organization
SET display_name = :display_name, kind = :kind, country = :country, time_zone = :time_zone,
    languages = :languages::text[], min_cell = :min_cell, version = version + 1, update_time = :update_time::timestamptz
WHERE organization_id = :organization_id
