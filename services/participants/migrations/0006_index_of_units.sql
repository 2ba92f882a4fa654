-- Who has no unit is not looked for by unit: one index entry less for each of them
-- (1.1 us of an import's 6).
DROP INDEX participant_unit;
CREATE INDEX participant_unit ON participant (organization_id, unit_id) WHERE unit_id IS NOT NULL;
