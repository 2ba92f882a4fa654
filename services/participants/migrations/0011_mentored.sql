-- See the common migration 0010: here the persons themselves say of which unit they are.
-- It runs as the owner, whom no policy of reach binds.
CREATE OR REPLACE FUNCTION persons_mentored(account uuid, in_units uuid[]) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT coalesce(array_agg(DISTINCT m.person_id), '{}')
  FROM reach_mentorship m
  WHERE m.organization_id = current_setting('waymark.organization') AND m.account_id = account AND m.under_way
    AND (in_units IS NULL
         OR EXISTS (SELECT FROM participant p
                    WHERE p.organization_id = m.organization_id AND p.participant_id = m.person_id
                      AND p.unit_id = ANY ((SELECT units_below(in_units))::uuid[])))
$$;
