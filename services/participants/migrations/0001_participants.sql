-- Organizations, the tree of their units, and the persons.
--
-- Tables that are imported in bulk have no foreign keys: rows are never
-- deleted, and the statement that writes a reference has checked it. A key
-- check for each row, with its lock on the same few units, would halve the rate
-- of an import.

CREATE TABLE organization (
  organization_id text        NOT NULL,
  display_name    text        NOT NULL,
  kind            text,
  country         text,
  time_zone       text        NOT NULL,
  languages       text[]      NOT NULL,
  min_cell        int         NOT NULL,
  version         int         NOT NULL,
  create_time     timestamptz NOT NULL,
  update_time     timestamptz NOT NULL,
  CONSTRAINT organization_id_unique PRIMARY KEY (organization_id)
);

-- name_key: what names are searched and ordered by, without regard to case in
-- any script (ICU), byte by byte, so that a prefix is a range of the index.
CREATE TABLE unit (
  organization_id text        NOT NULL CONSTRAINT unit_organization_fkey REFERENCES organization,
  unit_id         uuid        NOT NULL,
  external_id     text,
  display_name    text        NOT NULL,
  name_key        text        COLLATE "C" GENERATED ALWAYS AS (lower(display_name COLLATE "und-x-icu")) STORED,
  kind            text,
  area_scheme     text,
  area_code       text,
  state           smallint    NOT NULL,
  content_digest  uuid        NOT NULL,
  version         int         NOT NULL,
  create_time     timestamptz NOT NULL,
  update_time     timestamptz NOT NULL,
  CONSTRAINT unit_id_unique PRIMARY KEY (organization_id, unit_id),
  CONSTRAINT unit_external_id_unique UNIQUE (organization_id, external_id)
);

-- The effective-dated tree. No row: always a root; parent_id NULL: a root from
-- that day on.
CREATE TABLE unit_parent (
  organization_id text NOT NULL,
  unit_id         uuid NOT NULL,
  effective_on    date NOT NULL,
  parent_id       uuid,
  CONSTRAINT unit_parent_day_unique PRIMARY KEY (organization_id, unit_id, effective_on),
  CONSTRAINT unit_parent_unit_fkey FOREIGN KEY (organization_id, unit_id) REFERENCES unit,
  CONSTRAINT unit_parent_parent_fkey FOREIGN KEY (organization_id, parent_id) REFERENCES unit,
  CONSTRAINT unit_parent_not_itself CHECK (parent_id <> unit_id)
);
CREATE INDEX unit_parent_children ON unit_parent (organization_id, parent_id);

-- details: the serialized fields of waymark.participants.v1.Participant that no
-- statement looks at (other names, external ids, contact, guardians, consents).
CREATE TABLE participant (
  organization_id   text        NOT NULL,
  participant_id    uuid        NOT NULL,
  external_id       text,
  display_name      text        NOT NULL,
  name_key          text        COLLATE "C" GENERATED ALWAYS AS (lower(display_name COLLATE "und-x-icu")) STORED,
  given_name        text,
  family_name       text,
  patronymic        text,
  sex               smallint    NOT NULL,
  gender            text,
  birth_date        text,
  unit_id           uuid,
  unit_effective_on date,
  joined_on         date,
  state             smallint    NOT NULL,
  details           bytea,
  content_digest    uuid        NOT NULL,
  version           int         NOT NULL,
  create_time       timestamptz NOT NULL,
  update_time       timestamptz NOT NULL,
  CONSTRAINT participant_id_unique PRIMARY KEY (organization_id, participant_id),
  CONSTRAINT participant_external_id_unique UNIQUE (organization_id, external_id)
);
CREATE INDEX participant_name ON participant (organization_id, name_key, participant_id);
CREATE INDEX participant_unit ON participant (organization_id, unit_id);

-- Their keys in other systems, for uniqueness and look-up.
CREATE TABLE participant_external_id (
  organization_id text NOT NULL,
  system          text NOT NULL,
  value           text NOT NULL,
  participant_id  uuid NOT NULL,
  CONSTRAINT participant_external_ids_unique PRIMARY KEY (organization_id, system, value)
);
CREATE INDEX participant_external_id_participant ON participant_external_id (organization_id, participant_id);

-- The units a participant belonged to before the present one.
CREATE TABLE participant_former_unit (
  organization_id text NOT NULL,
  participant_id  uuid NOT NULL,
  effective_on    date NOT NULL,
  unit_id         uuid NOT NULL,
  CONSTRAINT participant_former_unit_day_unique PRIMARY KEY (organization_id, participant_id, effective_on)
);

-- value NULL: unknown from that day on.
CREATE TABLE participant_attribute (
  organization_id text NOT NULL,
  participant_id  uuid NOT NULL,
  key             text NOT NULL,
  effective_on    date NOT NULL,
  value           text,
  CONSTRAINT participant_attribute_day_unique PRIMARY KEY (organization_id, participant_id, key, effective_on)
);

ALTER TABLE organization ENABLE ROW LEVEL SECURITY;
ALTER TABLE organization FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON organization
  USING (current_setting('waymark.organization', true) IN (organization_id, '*'))
  WITH CHECK (organization_id = current_setting('waymark.organization', true));
DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['unit', 'unit_parent', 'participant', 'participant_external_id',
                                    'participant_former_unit', 'participant_attribute'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format($policy$CREATE POLICY tenant ON %I
      USING (organization_id = current_setting('waymark.organization', true))
      WITH CHECK (organization_id = current_setting('waymark.organization', true))$policy$, table_name);
  END LOOP;
END $$;

-- The tree as it is today.
CREATE VIEW unit_parent_today WITH (security_invoker = true) AS
SELECT p.organization_id, p.unit_id, p.effective_on, p.parent_id
FROM unit_parent p
WHERE p.effective_on <= current_date
  AND NOT EXISTS (SELECT FROM unit_parent later
                  WHERE later.organization_id = p.organization_id AND later.unit_id = p.unit_id
                    AND later.effective_on > p.effective_on AND later.effective_on <= current_date);

-- Records as the API shows them: columns are fields of the messages, those that
-- begin with `_` are for the handlers.
CREATE VIEW organization_record WITH (security_invoker = true) AS
SELECT 'organizations/' || organization_id AS name, display_name, kind, country, time_zone, languages, create_time,
       update_time, min_cell AS _min_cell, version AS _version, organization_id AS _organization_id
FROM organization;

CREATE VIEW unit_record WITH (security_invoker = true) AS
SELECT 'organizations/' || u.organization_id || '/units/' || u.unit_id AS name, u.external_id, u.display_name, u.kind,
       'organizations/' || u.organization_id || '/units/' || p.parent_id AS parent,
       nullif(p.effective_on, '-infinity') AS parent_effective_on, u.state, u.create_time, u.update_time,
       u.area_scheme AS _area_scheme, u.area_code AS _area_code, u.version AS _version, p.parent_id AS _parent_id,
       u.organization_id AS _organization_id, u.unit_id AS _unit_id, u.name_key AS _name_key
FROM unit u
LEFT JOIN unit_parent_today p ON p.organization_id = u.organization_id AND p.unit_id = u.unit_id;

-- _attributes: key, value and day of each, one after the other.
CREATE VIEW participant_record WITH (security_invoker = true) AS
SELECT 'organizations/' || p.organization_id || '/participants/' || p.participant_id AS name, p.external_id,
       p.display_name, p.given_name, p.family_name, p.patronymic, p.sex, p.gender, p.birth_date,
       'organizations/' || p.organization_id || '/units/' || p.unit_id AS unit, p.unit_effective_on, p.joined_on,
       p.state, p.create_time, p.update_time, p.details AS _details,
       ARRAY(SELECT part.text
             FROM participant_attribute a,
                  unnest(ARRAY[a.key, coalesce(a.value, ''), coalesce(nullif(a.effective_on, '-infinity')::text, '')])
                    WITH ORDINALITY AS part(text, i)
             WHERE a.organization_id = p.organization_id AND a.participant_id = p.participant_id
             ORDER BY a.key, a.effective_on, part.i) AS _attributes,
       p.version AS _version, p.organization_id AS _organization_id, p.participant_id AS _participant_id,
       p.unit_id AS _unit_id, p.name_key AS _name_key
FROM participant p;

-- Guards: they let a statement of one round trip refuse what no key can.

CREATE FUNCTION refuse(rule text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'constraint "%"', rule USING ERRCODE = 'foreign_key_violation', CONSTRAINT = rule;
END $$;

-- The organization, which must be there.
CREATE FUNCTION known_organization(organization text) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM organization o WHERE o.organization_id = organization) THEN
    PERFORM refuse('organization_known');
  END IF;
  RETURN organization;
END $$;

-- The unit, which must be there and open; NULL stays NULL.
CREATE FUNCTION open_unit(organization text, unit uuid) RETURNS uuid LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
  unit_state smallint;
BEGIN
  SELECT u.state INTO unit_state FROM unit u WHERE u.organization_id = organization AND u.unit_id = unit;
  IF unit_state IS NULL THEN
    PERFORM refuse('unit_known');
  ELSIF unit_state <> 1 THEN
    PERFORM refuse('unit_open');
  END IF;
  RETURN unit;
END $$;

DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO %I',
                 current_setting('waymark.app_role'));
  EXECUTE format('GRANT DELETE ON participant_external_id TO %I', current_setting('waymark.app_role'));
END $$;
