-- Notes the unit that a person belonged to before.
INSERT INTO participant_former_unit (organization_id, participant_id, effective_on, unit_id)
VALUES (:organization_id, :participant_id::uuid, coalesce(:effective_on::date, '-infinity'), :unit_id::uuid)
