-- Folds changes of participants, one of a person and day: the unit from a day on. What comes
-- again may have been corrected since.
{{add_person_units}}
WHERE NOT EXISTS (SELECT FROM person_unit known
                  WHERE known.organization_id = :organization_id AND known.person_id = e.person_id
                    AND known.version >= e.version)
ON CONFLICT (organization_id, person_id, effective_on)
DO UPDATE SET unit_id = excluded.unit_id, version = excluded.version
