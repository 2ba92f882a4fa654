-- Adds values of persons' attributes; a value of the same day is corrected.
{{add_attributes}}
ON CONFLICT ON CONSTRAINT participant_attribute_day_unique DO UPDATE SET value = excluded.value
