-- Closes each unit of these persons on the day the next one begins.
UPDATE person_unit u SET until = n.until
FROM (SELECT person_id, effective_on,
             lead(effective_on, 1, 'infinity') OVER (PARTITION BY person_id ORDER BY effective_on) AS until
      FROM person_unit WHERE organization_id = :organization_id AND person_id = ANY (:person_id::uuid[])) n
WHERE u.organization_id = :organization_id AND u.person_id = n.person_id AND u.effective_on = n.effective_on
  AND u.until <> n.until
