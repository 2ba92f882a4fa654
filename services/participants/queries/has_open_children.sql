-- Whether open units stand below a unit today or later.
SELECT EXISTS (
  SELECT FROM unit_parent p
  JOIN unit child ON child.organization_id = p.organization_id AND child.unit_id = p.unit_id
  WHERE p.organization_id = :organization_id AND p.parent_id = :unit_id::uuid AND child.state = 1
    AND NOT EXISTS (SELECT FROM unit_parent later
                    WHERE later.organization_id = p.organization_id AND later.unit_id = p.unit_id
                      AND later.effective_on > p.effective_on AND later.effective_on <= current_date)
) AS found
