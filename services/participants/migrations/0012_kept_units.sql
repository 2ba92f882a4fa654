-- Administrators of units keep those below them: see the common migration 0011. In this
-- service the tree itself says what lies below what.

-- Below which unit a unit stands on a day; NULL = below none.
CREATE FUNCTION parent_on(organization text, unit uuid, day date) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT p.parent_id FROM unit_parent p
  WHERE p.organization_id = organization AND p.unit_id = unit AND p.effective_on <= day
  ORDER BY p.effective_on DESC
  LIMIT 1
$$;

-- Whether there was no such unit before the statement that asks.
CREATE FUNCTION is_new_unit(organization text, unit uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT unit IS NOT NULL
    AND NOT EXISTS (SELECT FROM unit u WHERE u.organization_id = organization AND u.unit_id = unit)
$$;

-- A unit is closed (2) by who keeps the one above it. It is moved by who keeps both the
-- one it leaves and the one it comes to; a new one leaves none, and may come to another
-- new one. That a new unit comes to one at all, the handlers see to.
DO $$
DECLARE
  part text := current_setting('waymark.app_role') || '_part';
  kept text := $kept$IN (SELECT unnest(current_setting('waymark.units')::uuid[]))$kept$;
  comes text := format('(parent_id %s OR is_new_unit(organization_id, parent_id))', kept);
  leaves text := format('(parent_on(organization_id, unit_id, effective_on) %s OR is_new_unit(organization_id, unit_id))',
                        kept);
BEGIN
  EXECUTE format($policy$CREATE POLICY keep_update ON unit AS RESTRICTIVE FOR UPDATE TO %I
    USING (unit_id %s)
    WITH CHECK (unit_id %s AND (state <> 2 OR parent_on(organization_id, unit_id, current_date) %s))$policy$,
    part, kept, kept, kept);
  EXECUTE format($policy$CREATE POLICY keep_insert ON unit_parent AS RESTRICTIVE FOR INSERT TO %I
    WITH CHECK (%s AND %s)$policy$, part, comes, leaves);
  EXECUTE format($policy$CREATE POLICY keep_update ON unit_parent AS RESTRICTIVE FOR UPDATE TO %I
    USING (parent_id %s) WITH CHECK (%s AND %s)$policy$, part, kept, comes, leaves);
END $$;
