-- Whether a unit stands below itself on any day: each way up from it, while all of it holds.
WITH RECURSIVE edge AS (
  SELECT unit_id, parent_id, effective_on,
         lead(effective_on, 1, 'infinity') OVER (PARTITION BY unit_id ORDER BY effective_on) AS until
  FROM unit_parent WHERE organization_id = :organization_id
), above AS (
  SELECT parent_id, effective_on, until FROM edge WHERE unit_id = :unit_id::uuid
  UNION
  SELECT e.parent_id, greatest(a.effective_on, e.effective_on), least(a.until, e.until)
  FROM above a
  JOIN edge e ON e.unit_id = a.parent_id AND e.effective_on < a.until AND a.effective_on < e.until
  WHERE a.parent_id <> :unit_id::uuid
)
SELECT EXISTS (SELECT FROM above WHERE parent_id = :unit_id::uuid) AS found
