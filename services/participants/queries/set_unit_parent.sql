-- Puts a unit below another, or below none, from a day on; a parent of the same day is
-- corrected.
INSERT INTO unit_parent (organization_id, unit_id, effective_on, parent_id)
VALUES (:organization_id, :unit_id::uuid, coalesce(:effective_on::date, '-infinity'), :parent_id::uuid)
ON CONFLICT ON CONSTRAINT unit_parent_day_unique DO UPDATE SET parent_id = excluded.parent_id
