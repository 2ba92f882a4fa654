-- Closes each unit of these persons on the day the next one begins. Without a
-- join: it reads these persons by index, whatever the statistics say of a table
-- that is filling.
UPDATE person_unit u
SET until = (SELECT coalesce(min(n.effective_on), 'infinity') FROM person_unit n
             WHERE n.organization_id = :organization_id AND n.person_id = u.person_id
               AND n.effective_on > u.effective_on)
WHERE u.organization_id = :organization_id AND u.person_id = ANY (:person_id::uuid[])
  AND u.until <> (SELECT coalesce(min(n.effective_on), 'infinity') FROM person_unit n
                  WHERE n.organization_id = :organization_id AND n.person_id = u.person_id
                    AND n.effective_on > u.effective_on)
