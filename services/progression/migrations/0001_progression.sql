-- Ladders of rungs, posts, and what happened in careers.
--
-- career_event, imported in bulk, has no foreign keys: rows are never deleted,
-- and the transaction that writes a reference has looked it up.

CREATE TABLE ladder (
  organization_id text        NOT NULL,
  ladder_id       uuid        NOT NULL,
  external_id     text,
  title           text        NOT NULL,
  create_time     timestamptz NOT NULL,
  CONSTRAINT ladder_id_unique PRIMARY KEY (organization_id, ladder_id),
  CONSTRAINT ladder_external_id_unique UNIQUE (organization_id, external_id)
);

CREATE TABLE rung (
  organization_id text        NOT NULL,
  rung_id         uuid        NOT NULL,
  external_id     text,
  ladder_id       uuid        NOT NULL,
  title           text        NOT NULL,
  position        int         NOT NULL,
  command         boolean     NOT NULL,
  content_digest  uuid        NOT NULL,
  create_time     timestamptz NOT NULL,
  CONSTRAINT rung_id_unique PRIMARY KEY (organization_id, rung_id),
  CONSTRAINT rung_external_id_unique UNIQUE (organization_id, external_id),
  CONSTRAINT rung_ladder_fkey FOREIGN KEY (organization_id, ladder_id) REFERENCES ladder
);

-- unit_id is a unit of the participants service.
CREATE TABLE post (
  organization_id text        NOT NULL,
  post_id         uuid        NOT NULL,
  external_id     text,
  title           text        NOT NULL,
  unit_id         uuid,
  rung_id         uuid,
  command         boolean     NOT NULL,
  content_digest  uuid        NOT NULL,
  version         int         NOT NULL,
  create_time     timestamptz NOT NULL,
  update_time     timestamptz NOT NULL,
  CONSTRAINT post_id_unique PRIMARY KEY (organization_id, post_id),
  CONSTRAINT post_external_id_unique UNIQUE (organization_id, external_id),
  CONSTRAINT post_rung_fkey FOREIGN KEY (organization_id, rung_id) REFERENCES rung
);

-- One row for each person with events: who records events of a person locks it,
-- so that types are derived from all that was recorded before.
CREATE TABLE career (
  organization_id text        NOT NULL,
  participant_id  uuid        NOT NULL,
  update_time     timestamptz NOT NULL,
  CONSTRAINT career_pkey PRIMARY KEY (organization_id, participant_id)
);

-- What happened, as recorded; the application cannot change a row. place orders
-- the events of one person and day; a correction has that of the event it
-- supersedes. automatic: made by the service to correct a derived type.
CREATE TABLE career_event (
  organization_id text        NOT NULL,
  career_event_id uuid        NOT NULL,
  external_id     text,
  participant_id  uuid        NOT NULL,
  type            smallint    NOT NULL,
  rung_id         uuid,
  post_id         uuid,
  unit_id         uuid,
  effective_on    date        NOT NULL,
  order_reference text,
  supersedes_id   uuid,
  place           int         NOT NULL,
  type_derived    boolean     NOT NULL,
  automatic       boolean     NOT NULL,
  content_digest  uuid        NOT NULL,
  create_time     timestamptz NOT NULL,
  CONSTRAINT career_event_id_unique PRIMARY KEY (organization_id, career_event_id),
  CONSTRAINT career_event_external_id_unique UNIQUE (organization_id, external_id),
  CONSTRAINT career_event_content_unique UNIQUE (organization_id, participant_id, content_digest)
);
CREATE UNIQUE INDEX career_event_supersedes_unique ON career_event (organization_id, supersedes_id)
  WHERE supersedes_id IS NOT NULL;
CREATE INDEX career_event_effective ON career_event (organization_id, effective_on, career_event_id);
CREATE INDEX career_event_separation ON career_event (organization_id, participant_id) WHERE type = 9;

DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['ladder', 'rung', 'post', 'career', 'career_event'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format($policy$CREATE POLICY tenant ON %I
      USING (organization_id = current_setting('waymark.organization', true))
      WITH CHECK (organization_id = current_setting('waymark.organization', true))$policy$, table_name);
  END LOOP;
END $$;

-- Records as the API shows them: columns are fields of the messages, those that
-- begin with `_` are for the handlers.
CREATE VIEW ladder_record WITH (security_invoker = true) AS
SELECT 'organizations/' || organization_id || '/ladders/' || ladder_id AS name, external_id, title, create_time,
       organization_id AS _organization_id, ladder_id AS _ladder_id
FROM ladder;

CREATE VIEW rung_record WITH (security_invoker = true) AS
SELECT 'organizations/' || organization_id || '/rungs/' || rung_id AS name, external_id,
       'organizations/' || organization_id || '/ladders/' || ladder_id AS ladder, title, position, command, create_time,
       organization_id AS _organization_id, rung_id AS _rung_id, ladder_id AS _ladder_id
FROM rung;

CREATE VIEW post_record WITH (security_invoker = true) AS
SELECT 'organizations/' || organization_id || '/posts/' || post_id AS name, external_id, title,
       'organizations/' || organization_id || '/units/' || unit_id AS unit,
       'organizations/' || organization_id || '/rungs/' || rung_id AS rung, command, create_time, update_time,
       version AS _version, organization_id AS _organization_id, post_id AS _post_id, unit_id AS _unit_id,
       rung_id AS _rung_id
FROM post;

CREATE VIEW career_event_record WITH (security_invoker = true) AS
SELECT 'organizations/' || e.organization_id || '/careerEvents/' || e.career_event_id AS name, e.external_id,
       'organizations/' || e.organization_id || '/participants/' || e.participant_id AS participant, e.type,
       'organizations/' || e.organization_id || '/rungs/' || e.rung_id AS rung,
       'organizations/' || e.organization_id || '/posts/' || e.post_id AS post,
       'organizations/' || e.organization_id || '/units/' || e.unit_id AS unit, e.effective_on, e.order_reference,
       'organizations/' || e.organization_id || '/careerEvents/' || e.supersedes_id AS supersedes,
       'organizations/' || e.organization_id || '/careerEvents/' || later.career_event_id AS superseded_by,
       e.type_derived, e.automatic, e.create_time, e.organization_id AS _organization_id,
       e.career_event_id AS _career_event_id, e.participant_id AS _participant_id, e.rung_id AS _rung_id,
       e.post_id AS _post_id, e.unit_id AS _unit_id, e.place AS _place, e.content_digest AS _content_digest,
       later.career_event_id AS _superseded_by_id
FROM career_event e
LEFT JOIN career_event later
  ON later.organization_id = e.organization_id AND later.supersedes_id = e.career_event_id;

-- Where each person stands as of a day: THE statement of the rule (Standing in
-- careers.proto), as API records. It is inlined, person by person in the order
-- of their ids, so that a page costs as much as its persons. Types: 4
-- ACTING_APPOINTMENT, 9 SEPARATION.
CREATE FUNCTION standing_on(day date)
RETURNS TABLE (name text, participant text, rung text, rung_since date, command_rung boolean, post text,
               post_since date, command_post boolean, acting boolean, unit text, unit_since date,
               _organization_id text, _participant_id uuid, _rung_id uuid, _unit_id uuid)
LANGUAGE sql STABLE AS $$
  SELECT 'organizations/' || c.organization_id || '/standings/' || c.participant_id,
         'organizations/' || c.organization_id || '/participants/' || c.participant_id,
         'organizations/' || c.organization_id || '/rungs/' || (s.ranked).rung_id, (s.ranked).effective_on, r.command,
         'organizations/' || c.organization_id || '/posts/' || (s.posted).post_id, (s.posted).effective_on, p.command,
         (s.posted).type = 4,
         'organizations/' || c.organization_id || '/units/' || (s.placed).unit_id, (s.placed).effective_on,
         c.organization_id, c.participant_id, (s.ranked).rung_id, (s.placed).unit_id
  FROM career c
  CROSS JOIN LATERAL (
    SELECT (array_agg(e ORDER BY e.effective_on DESC, e.place DESC)
              FILTER (WHERE e.rung_id IS NOT NULL AND e.type <> 4))[1] AS ranked,
           (array_agg(e ORDER BY e.effective_on DESC, e.place DESC) FILTER (WHERE e.post_id IS NOT NULL))[1] AS posted,
           (array_agg(e ORDER BY e.effective_on DESC, e.place DESC) FILTER (WHERE e.unit_id IS NOT NULL))[1] AS placed
    FROM career_event e
    WHERE e.organization_id = c.organization_id AND e.participant_id = c.participant_id AND e.effective_on <= day
      AND NOT EXISTS (SELECT FROM career_event later
                      WHERE later.organization_id = e.organization_id AND later.supersedes_id = e.career_event_id)
      AND NOT EXISTS (SELECT FROM career_event s
                      WHERE s.organization_id = c.organization_id AND s.participant_id = c.participant_id
                        AND s.type = 9 AND s.effective_on <= day
                        AND (s.effective_on, s.place) >= (e.effective_on, e.place)
                        AND NOT EXISTS (SELECT FROM career_event later
                                        WHERE later.organization_id = s.organization_id
                                          AND later.supersedes_id = s.career_event_id))
  ) s
  LEFT JOIN rung r ON r.organization_id = c.organization_id AND r.rung_id = (s.ranked).rung_id
  LEFT JOIN post p ON p.organization_id = c.organization_id AND p.post_id = (s.posted).post_id
$$;

DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT ON ladder, rung, career_event TO %I', current_setting('waymark.app_role'));
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON post, career TO %I', current_setting('waymark.app_role'));
  EXECUTE format('GRANT SELECT ON ladder_record, rung_record, post_record, career_event_record TO %I',
                 current_setting('waymark.app_role'));
END $$;
