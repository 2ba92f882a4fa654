-- Makes one unit.
{{record}}
, unit_row AS (
  INSERT INTO unit (organization_id, unit_id, external_id, display_name, kind, area_scheme, area_code, state,
                    content_digest, version, create_time, update_time)
  VALUES (:organization_id, :unit_id::uuid, :external_id, :display_name, :kind, :area_scheme, :area_code, :state,
          :content_digest::uuid, 1, :recorded_at::timestamptz, :recorded_at::timestamptz)
)
INSERT INTO unit_parent (organization_id, unit_id, effective_on, parent_id)
SELECT :organization_id, :unit_id::uuid, coalesce(:parent_effective_on::date, '-infinity'),
       open_unit(:organization_id, :parent_id::uuid)
WHERE :parent_id::uuid IS NOT NULL
