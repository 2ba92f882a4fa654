-- Counts the records of an organization, and sums up who belonged to which unit since when.
SELECT 'participants' AS key, count(*) AS value FROM participant WHERE organization_id = :organization_id
UNION ALL
SELECT 'units', count(*) FROM unit WHERE organization_id = :organization_id
UNION ALL
SELECT 'person_units_checksum', coalesce(bit_xor(hashtextextended(concat_ws(' ', participant_id, since, unit_id), 0)), 0)
FROM (
  SELECT participant_id, coalesce(unit_effective_on, joined_on, '-infinity') AS since, unit_id FROM participant
  WHERE organization_id = :organization_id AND unit_id IS NOT NULL
  UNION ALL
  SELECT participant_id, effective_on, unit_id FROM participant_former_unit WHERE organization_id = :organization_id
) belonged
