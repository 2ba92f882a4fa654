-- The fewest persons that a count of the organization may tell of; 0 = it is not known.
SELECT coalesce(max(min_cell), 0) AS min_cell FROM organization WHERE organization_id = :organization_id
