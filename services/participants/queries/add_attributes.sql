-- Adds values of new persons' attributes.
INSERT INTO participant_attribute (organization_id, participant_id, key, value, effective_on)
SELECT :organization_id, participant_id, key, value, coalesce(effective_on, '-infinity')
FROM unnest(:participant_ids::uuid[], :attribute_keys::text[], :attribute_values::text[], :attribute_days::date[])
  AS a(participant_id, key, value, effective_on)
