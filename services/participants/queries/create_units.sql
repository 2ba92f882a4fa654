-- Makes units.
INSERT INTO unit (organization_id, unit_id, external_id, display_name, kind, area_scheme, area_code, state,
                  content_digest, version, create_time, update_time)
SELECT :organization_id, *, 1, :create_time::timestamptz, :create_time::timestamptz
FROM unnest(:unit_ids::uuid[], :external_ids::text[], :display_names::text[], :kinds::text[], :area_schemes::text[],
            :area_codes::text[], :states::smallint[], :content_digests::uuid[])
