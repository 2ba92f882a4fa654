-- Changes a person's record. One that is merged is protected as it would be by itself, or as
-- the one is into which it is merged, whichever is longer.
UPDATE participant
SET display_name = :display_name, given_name = :given_name, family_name = :family_name, patronymic = :patronymic,
    other_names = :other_names,
    sex = :sex, gender = :gender, birth_date = :birth_date,
    unit_id = CASE WHEN unit_id = :unit_id::uuid THEN unit_id ELSE open_unit(:organization_id, :unit_id::uuid) END,
    unit_effective_on = :unit_effective_on, joined_on = :joined_on, state = :state, merged_into_id = :merged_into_id::uuid,
    protected_before = greatest(:protected_before::date,
                                (SELECT person.protected_before FROM participant person
                                 WHERE person.organization_id = :organization_id
                                   AND person.participant_id = :merged_into_id::uuid)),
    attributed = :attributed, details = :details::bytea, seal_key = :seal_key::bytea,
    version = version + 1, update_time = :update_time::timestamptz
WHERE organization_id = :organization_id AND participant_id = :participant_id::uuid
