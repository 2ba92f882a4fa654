-- Takes away that a unit came to stand elsewhere on some days.
DELETE FROM unit_parent
WHERE organization_id = :organization_id AND unit_id = :unit_id::uuid AND effective_on = ANY (:days::date[])
RETURNING effective_on
