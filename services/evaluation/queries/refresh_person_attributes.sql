-- Closes each value of these attributes of these persons on the day the next one begins.
UPDATE person_attribute a SET until = n.until
FROM (SELECT key, person_id, effective_on,
             lead(effective_on, 1, 'infinity') OVER (PARTITION BY key, person_id ORDER BY effective_on) AS until
      FROM person_attribute
      WHERE organization_id = :organization_id AND (key, person_id) IN (
        SELECT * FROM unnest(:key::text[], :person_id::uuid[]))) n
WHERE a.organization_id = :organization_id AND a.key = n.key AND a.person_id = n.person_id
  AND a.effective_on = n.effective_on AND a.until <> n.until
