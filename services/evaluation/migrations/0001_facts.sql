-- Facts by person: ids, codes and days, no names. Each row is the fold of the
-- events about one record and carries the version of the record it was last
-- written from, so that an older event never overwrites a newer one. The events
-- of different services arrive in any mutual order: there are no foreign keys.
--
-- Effective-dated rows hold from `effective_on` (-infinity = always) until the
-- day before `until`.

CREATE TABLE unit (
  organization_id text NOT NULL,
  unit_id         uuid NOT NULL,
  kind            text NOT NULL,
  version         int  NOT NULL,
  PRIMARY KEY (organization_id, unit_id)
);

CREATE TABLE unit_parent (
  organization_id text NOT NULL,
  unit_id         uuid NOT NULL,
  effective_on    date NOT NULL,
  parent_id       uuid,
  version         int  NOT NULL,
  PRIMARY KEY (organization_id, unit_id, effective_on)
);

CREATE TABLE person (
  organization_id text     NOT NULL,
  person_id       uuid     NOT NULL,
  sex             smallint NOT NULL,
  birth_date      date,
  birth_precision smallint NOT NULL,
  state           smallint NOT NULL,
  version         int      NOT NULL,
  PRIMARY KEY (organization_id, person_id)
);
COMMENT ON COLUMN person.birth_date IS 'the middle of the month or year when only that is known';
COMMENT ON COLUMN person.birth_precision IS '0 unknown, 1 day, 2 month, 3 year, 4 estimated';

CREATE TABLE person_unit (
  organization_id text NOT NULL,
  person_id       uuid NOT NULL,
  effective_on    date NOT NULL,
  until           date NOT NULL DEFAULT 'infinity',
  unit_id         uuid,
  version         int  NOT NULL,
  PRIMARY KEY (organization_id, person_id, effective_on)
);

CREATE TABLE person_attribute (
  organization_id text NOT NULL,
  key             text NOT NULL,
  person_id       uuid NOT NULL,
  effective_on    date NOT NULL,
  until           date NOT NULL DEFAULT 'infinity',
  value           text NOT NULL,
  version         int  NOT NULL,
  PRIMARY KEY (organization_id, key, person_id, effective_on)
);

CREATE TABLE programme (
  organization_id text   NOT NULL,
  programme_id    uuid   NOT NULL,
  course_ids      uuid[] NOT NULL,
  version         int    NOT NULL,
  PRIMARY KEY (organization_id, programme_id)
);

CREATE TABLE course (
  organization_id text NOT NULL,
  course_id       uuid NOT NULL,
  version         int  NOT NULL,
  PRIMARY KEY (organization_id, course_id)
);

CREATE TABLE cohort (
  organization_id text     NOT NULL,
  cohort_id       uuid     NOT NULL,
  course_id       uuid     NOT NULL,
  unit_id         uuid,
  starts_on       date,
  ends_on         date,
  state           smallint NOT NULL,
  version         int      NOT NULL,
  PRIMARY KEY (organization_id, cohort_id)
);

CREATE TABLE enrolment_fact (
  organization_id text     NOT NULL,
  enrolment_id    uuid     NOT NULL,
  person_id       uuid     NOT NULL,
  cohort_id       uuid     NOT NULL,
  course_id       uuid     NOT NULL,
  state           smallint NOT NULL,
  ever_active     boolean  NOT NULL,
  historical      boolean  NOT NULL,
  enrolled_on     date,
  state_on        date,
  completed_on    date,
  graduated_on    date,
  version         int      NOT NULL,
  PRIMARY KEY (organization_id, enrolment_id)
);
CREATE INDEX enrolment_fact_course ON enrolment_fact (organization_id, course_id);
CREATE INDEX enrolment_fact_cohort ON enrolment_fact (organization_id, cohort_id);

CREATE TABLE enrolment_attribute (
  organization_id text NOT NULL,
  key             text NOT NULL,
  enrolment_id    uuid NOT NULL,
  value           text NOT NULL,
  version         int  NOT NULL,
  PRIMARY KEY (organization_id, key, enrolment_id)
);

CREATE TABLE graduation (
  organization_id text NOT NULL,
  enrolment_id    uuid NOT NULL,
  credential_id   uuid,
  graduated_on    date,
  PRIMARY KEY (organization_id, enrolment_id)
);

CREATE TABLE career_fact (
  organization_id text     NOT NULL,
  career_event_id uuid     NOT NULL,
  person_id       uuid     NOT NULL,
  type            smallint NOT NULL,
  effective_on    date     NOT NULL,
  command_rung    boolean  NOT NULL,
  command_post    boolean  NOT NULL,
  supersedes_id   uuid,
  superseded      boolean  NOT NULL,
  PRIMARY KEY (organization_id, career_event_id)
);
CREATE INDEX career_fact_person ON career_fact (organization_id, person_id);
CREATE INDEX career_fact_supersedes ON career_fact (organization_id, supersedes_id)
  WHERE supersedes_id IS NOT NULL;

-- The last day of each kind of event that is not superseded: an event came after
-- a day if the last one did. Kept beside the events so that the funnel reads one
-- row for each person.
CREATE TABLE person_career (
  organization_id      text NOT NULL,
  person_id            uuid NOT NULL,
  promoted_on          date,
  command_promoted_on  date,
  command_appointed_on date,
  command_acting_on    date,
  PRIMARY KEY (organization_id, person_id)
);
COMMENT ON COLUMN person_career.command_promoted_on IS 'last promotion to a rung of command';
COMMENT ON COLUMN person_career.command_appointed_on IS 'last appointment to a post of command';
COMMENT ON COLUMN person_career.command_acting_on IS 'last acting appointment to a post of command';

DO $$
DECLARE
  fact text;
BEGIN
  FOREACH fact IN ARRAY ARRAY['unit', 'unit_parent', 'person', 'person_unit', 'person_attribute', 'programme', 'course',
                              'cohort', 'enrolment_fact', 'enrolment_attribute', 'graduation', 'career_fact', 'person_career'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', fact);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', fact);
    EXECUTE format('CREATE POLICY tenant ON %I USING (organization_id = current_setting(''waymark.organization'', true))
                    WITH CHECK (organization_id = current_setting(''waymark.organization'', true))', fact);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO %I', fact, current_setting('waymark.app_role'));
  END LOOP;
END $$;
