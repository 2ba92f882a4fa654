-- Closes each value of these attributes of these persons on the day the next one
-- begins. Without a join, as refresh_person_units.sql.
UPDATE person_attribute a
SET until = (SELECT coalesce(min(n.effective_on), 'infinity') FROM person_attribute n
             WHERE n.organization_id = :organization_id AND n.key = a.key AND n.person_id = a.person_id
               AND n.effective_on > a.effective_on)
WHERE a.organization_id = :organization_id AND a.key = ANY (:key::text[]) AND a.person_id = ANY (:person_id::uuid[])
  AND a.until <> (SELECT coalesce(min(n.effective_on), 'infinity') FROM person_attribute n
                  WHERE n.organization_id = :organization_id AND n.key = a.key AND n.person_id = a.person_id
                    AND n.effective_on > a.effective_on)
