-- Changes a unit.
UPDATE unit
SET display_name = :display_name, kind = :kind, area_scheme = :area_scheme, area_code = :area_code, state = :state,
    version = version + 1, update_time = :update_time::timestamptz
WHERE organization_id = :organization_id AND unit_id = :unit_id::uuid
