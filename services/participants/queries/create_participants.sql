-- Registers persons.
INSERT INTO participant (organization_id, participant_id, external_id, display_name, given_name, family_name,
                         patronymic, other_names, sex, gender, birth_date, unit_id, unit_effective_on, joined_on, state,
                         protected_before, attributed, details, content_digest, seal_key, version, create_time, update_time)
SELECT (SELECT known_organization(:organization_id)), p.*, 1, :create_time::timestamptz, :create_time::timestamptz
FROM unnest(:participant_ids::uuid[], :external_ids::text[], :display_names::text[], :given_names::text[],
            :family_names::text[], :patronymics::text[], :other_names::text[], :sexes::smallint[], :genders::text[], :birth_dates::text[],
            :unit_ids::uuid[], :unit_effective_on::date[], :joined_on::date[], :states::smallint[],
            :protected_before::date[], :attributed::boolean[], :details::bytea[], :content_digests::uuid[],
            :seal_keys::bytea[]) AS p
