-- Puts units below others from a day on; a parent of the same day is corrected.
INSERT INTO unit_parent (organization_id, unit_id, effective_on, parent_id)
SELECT :organization_id, unit_id, coalesce(effective_on, '-infinity'), parent_id
FROM unnest(:unit_ids::uuid[], :parent_ids::uuid[], :effective_on::date[]) AS u(unit_id, parent_id, effective_on)
ON CONFLICT ON CONSTRAINT unit_parent_day_unique DO UPDATE SET parent_id = excluded.parent_id
