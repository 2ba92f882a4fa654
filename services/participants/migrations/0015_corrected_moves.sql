-- Where a unit or a person was said to stand from a wrong day on can be corrected, and a
-- closed unit opened again.

-- A day that was wrong is taken away.
DO $$
BEGIN
  EXECUTE format('GRANT DELETE ON unit_parent, participant_former_unit TO %I', current_setting('waymark.app_role'));
END $$;

-- The present unit could be dated back to before the one before it, which then was none. Of all
-- organizations at once: policies would hide them from their owner.
ALTER TABLE participant NO FORCE ROW LEVEL SECURITY;
ALTER TABLE participant_former_unit NO FORCE ROW LEVEL SECURITY;
DELETE FROM participant_former_unit f
USING participant p
WHERE p.organization_id = f.organization_id AND p.participant_id = f.participant_id
  AND f.effective_on >= coalesce(p.unit_effective_on, p.joined_on, '-infinity');
ALTER TABLE participant FORCE ROW LEVEL SECURITY;
ALTER TABLE participant_former_unit FORCE ROW LEVEL SECURITY;

-- _planned_moves: parent and day of each, one after the other.
CREATE OR REPLACE VIEW unit_record WITH (security_invoker = true) AS
SELECT 'organizations/' || u.organization_id || '/units/' || u.unit_id AS name, u.external_id, u.display_name, u.kind,
       'organizations/' || u.organization_id || '/units/' || p.parent_id AS parent,
       nullif(p.effective_on, '-infinity') AS parent_effective_on, u.state, u.create_time, u.update_time,
       u.area_scheme AS _area_scheme, u.area_code AS _area_code, u.version AS _version, p.parent_id AS _parent_id,
       u.organization_id AS _organization_id, u.unit_id AS _unit_id, u.name_key AS _name_key,
       ARRAY(SELECT part.text
             FROM unit_parent later,
                  unnest(ARRAY[coalesce(later.parent_id::text, ''), later.effective_on::text])
                    WITH ORDINALITY AS part(text, i)
             WHERE later.organization_id = u.organization_id AND later.unit_id = u.unit_id
               AND later.effective_on > current_date
             ORDER BY later.effective_on, part.i) AS _planned_moves
FROM unit u
LEFT JOIN unit_parent_today p ON p.organization_id = u.organization_id AND p.unit_id = u.unit_id;

-- Below which unit a unit stood until a day; NULL = below none.
CREATE FUNCTION parent_until(organization text, unit uuid, day date) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT p.parent_id FROM unit_parent p
  WHERE p.organization_id = organization AND p.unit_id = unit AND p.effective_on < day
  ORDER BY p.effective_on DESC
  LIMIT 1
$$;

-- Whether a unit was closed (2) before the statement that asks.
CREATE FUNCTION was_closed_unit(organization text, unit uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM unit u WHERE u.organization_id = organization AND u.unit_id = unit AND u.state = 2)
$$;

-- See migration 0012. A unit is closed, and opened again, by who keeps the one above it. That
-- it was moved is taken back by who keeps both the one it left and the one it came to.
DO $$
DECLARE
  part text := current_setting('waymark.app_role') || '_part';
  kept text := $kept$IN (SELECT unnest(current_setting('waymark.units')::uuid[]))$kept$;
BEGIN
  DROP POLICY keep_update ON unit;
  EXECUTE format($policy$CREATE POLICY keep_update ON unit AS RESTRICTIVE FOR UPDATE TO %I
    USING (unit_id %s)
    WITH CHECK (unit_id %s AND (state <> 2 AND NOT was_closed_unit(organization_id, unit_id)
                                OR parent_on(organization_id, unit_id, current_date) %s))$policy$,
    part, kept, kept, kept);
  EXECUTE format($policy$CREATE POLICY keep_delete ON unit_parent AS RESTRICTIVE FOR DELETE TO %I
    USING (parent_id %s AND parent_until(organization_id, unit_id, effective_on) %s)$policy$, part, kept, kept);
END $$;
