-- Checks the records of an organization against their changes.
WITH records AS (
  SELECT 'participants/' || participant_id AS aggregate, version FROM participant
  WHERE organization_id = :organization_id
  UNION ALL
  SELECT 'units/' || unit_id, version FROM unit WHERE organization_id = :organization_id
  UNION ALL
  SELECT 'openings/' || opening_id, version FROM opening WHERE organization_id = :organization_id
), changes AS (
  SELECT aggregate, max(aggregate_version) AS version FROM change
  WHERE organization_id = :organization_id AND aggregate ~ '^(participants|units|openings)/'
  GROUP BY aggregate
), unequal AS (
  SELECT aggregate FROM records r FULL JOIN changes c USING (aggregate) WHERE r.version IS DISTINCT FROM c.version
), homeless AS (
  SELECT p.participant_id FROM participant p
  LEFT JOIN unit u ON u.organization_id = p.organization_id AND u.unit_id = p.unit_id
  WHERE p.organization_id = :organization_id AND p.unit_id IS NOT NULL AND u.unit_id IS NULL
), astray AS (
  SELECT p.participant_id FROM participant p
  LEFT JOIN participant person ON person.organization_id = p.organization_id
    AND person.participant_id = p.merged_into_id AND person.merged_into_id IS NULL
  WHERE p.organization_id = :organization_id AND p.merged_into_id IS NOT NULL AND person.participant_id IS NULL
)
SELECT 'I4' AS invariant, 'each version of a participant, unit or opening has its change, and no other is there' AS description,
       (SELECT count(*) FROM unequal) AS violations, (SELECT min(aggregate) FROM unequal) AS example
UNION ALL
SELECT 'I8', 'participants refer to units that are there', (SELECT count(*) FROM homeless),
       (SELECT min(participant_id::text) FROM homeless)
UNION ALL
SELECT 'I8', 'merged participants are merged into one that is there and is merged into none',
       (SELECT count(*) FROM astray), (SELECT min(participant_id::text) FROM astray)
