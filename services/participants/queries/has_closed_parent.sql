-- Whether a unit stands below a closed one today or later.
SELECT EXISTS (
  SELECT FROM unit_parent p
  JOIN unit parent ON parent.organization_id = p.organization_id AND parent.unit_id = p.parent_id
  WHERE p.organization_id = :organization_id AND p.unit_id = :unit_id::uuid AND parent.state = 2
    AND NOT EXISTS (SELECT FROM unit_parent later
                    WHERE later.organization_id = p.organization_id AND later.unit_id = p.unit_id
                      AND later.effective_on > p.effective_on AND later.effective_on <= current_date)
) AS found
