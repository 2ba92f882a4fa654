-- Notes persons' keys in other systems.
INSERT INTO participant_external_id (organization_id, system, value, participant_id)
SELECT :organization_id, system, value, participant_id
FROM unnest(:participant_ids::uuid[], :systems::text[], :system_values::text[]) AS x(participant_id, system, value)
