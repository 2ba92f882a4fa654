-- Adds values of persons' attributes; a value of the same day is corrected.
INSERT INTO participant_attribute (organization_id, participant_id, key, value, effective_on)
SELECT :organization_id, participant_id, key, value, coalesce(effective_on, '-infinity')
FROM unnest(:participant_ids::uuid[], :attribute_keys::text[], :attribute_values::text[], :attribute_days::date[])
  AS a(participant_id, key, value, effective_on)
ON CONFLICT ON CONSTRAINT participant_attribute_day_unique DO UPDATE SET value = excluded.value
