-- Makes units and puts them below others: in one statement, by which the policies know
-- the new ones.
WITH new AS (
  SELECT * FROM unnest(:unit_ids::uuid[], :parent_ids::uuid[], :content_digests::uuid[], :external_ids::text[],
                       :display_names::text[], :kinds::text[], :area_schemes::text[], :area_codes::text[],
                       :states::smallint[], :effective_on::date[])
    AS n(unit_id, parent_id, content_digest, external_id, display_name, kind, area_scheme, area_code, state, effective_on)
), unit_rows AS (
  INSERT INTO unit (organization_id, unit_id, external_id, display_name, kind, area_scheme, area_code, state,
                    content_digest, version, create_time, update_time)
  SELECT :organization_id, unit_id, external_id, display_name, kind, area_scheme, area_code, state, content_digest, 1,
         :create_time::timestamptz, :create_time::timestamptz
  FROM new
)
INSERT INTO unit_parent (organization_id, unit_id, effective_on, parent_id)
SELECT :organization_id, unit_id, coalesce(effective_on, '-infinity'), parent_id
FROM new
WHERE parent_id IS NOT NULL
