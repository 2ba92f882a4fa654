-- Takes away what holds no longer by changes of participants: units since later days, and
-- the day of the same unit, which is corrected, as the version before told it.
DELETE FROM person_unit u
WHERE u.organization_id = :organization_id AND u.person_id = ANY (:person_id::uuid[])
  AND EXISTS (SELECT FROM unnest(:person_id::uuid[], :effective_on::date[], :unit_id::text[], :version::int[])
                AS e(person_id, effective_on, unit_id, version)
              WHERE e.person_id = u.person_id AND e.version > u.version
                AND (e.effective_on < u.effective_on
                     OR e.effective_on > u.effective_on AND e.version = u.version + 1
                        AND NULLIF(e.unit_id, '')::uuid IS NOT DISTINCT FROM u.unit_id))
