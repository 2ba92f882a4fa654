-- Registers one person.
{{record}}
, external_id_rows AS (
  INSERT INTO participant_external_id (organization_id, system, value, participant_id)
  SELECT :organization_id, system, value, :participant_id::uuid
  FROM unnest(:systems::text[], :system_values::text[]) AS x(system, value)
), attribute_rows AS (
  INSERT INTO participant_attribute (organization_id, participant_id, key, value, effective_on)
  SELECT :organization_id, :participant_id::uuid, key, value, coalesce(effective_on, '-infinity')
  FROM unnest(:attribute_keys::text[], :attribute_values::text[], :attribute_days::date[]) AS a(key, value, effective_on)
)
INSERT INTO participant (organization_id, participant_id, external_id, display_name, given_name, family_name,
                         patronymic, other_names, sex, gender, birth_date, unit_id, unit_effective_on, joined_on, state,
                         protected_before, attributed, details, content_digest, seal_key, version, create_time, update_time)
VALUES (CASE WHEN EXISTS (SELECT FROM organization o WHERE o.organization_id = :organization_id) THEN :organization_id
             -- Refuses it. Asked for each time, it takes a tenth of the time of all.
             ELSE known_organization(:organization_id) END,
        :participant_id::uuid, :external_id, :display_name, :given_name,
        :family_name, :patronymic, :other_names, :sex, :gender, :birth_date, open_unit(:organization_id, :unit_id::uuid),
        :unit_effective_on, :joined_on, :state, :protected_before, :attributed, :details::bytea,
        :content_digest::uuid, :seal_key::bytea, 1,
        :recorded_at::timestamptz, :recorded_at::timestamptz)
