-- Whether a unit is, or stands on any day from `since` on below, another one.
WITH RECURSIVE edge AS (
  SELECT p.unit_id, p.parent_id FROM unit_parent p
  WHERE p.organization_id = :organization_id AND p.parent_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM unit_parent later
                    WHERE later.organization_id = p.organization_id AND later.unit_id = p.unit_id
                      AND later.effective_on > p.effective_on AND later.effective_on <= :since::date)
), above AS (
  SELECT :unit_id::uuid AS unit_id
  UNION
  SELECT edge.parent_id FROM above JOIN edge USING (unit_id)
)
SELECT :ancestor_id::uuid IN (SELECT unit_id FROM above) AS found
