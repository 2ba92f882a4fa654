-- What is taught, who takes part, and what came of it.
--
-- The tables that are imported in bulk (enrolment, attendance, result) have no
-- foreign keys: rows are never deleted, and the transaction that writes a
-- reference has resolved it. A key check for each row, with its lock on the same
-- few cohorts and sessions, would halve the rate of an import.

-- course_ids: in the order given.
CREATE TABLE programme (
  organization_id  text        NOT NULL,
  programme_id     uuid        NOT NULL,
  external_id      text,
  title            text        NOT NULL,
  donor_references text[]      NOT NULL,
  course_ids       uuid[]      NOT NULL,
  content_digest   uuid        NOT NULL,
  version          int         NOT NULL,
  create_time      timestamptz NOT NULL,
  update_time      timestamptz NOT NULL,
  CONSTRAINT programme_id_unique PRIMARY KEY (organization_id, programme_id),
  CONSTRAINT programme_external_id_unique UNIQUE (organization_id, external_id)
);

CREATE TABLE course (
  organization_id  text        NOT NULL,
  course_id        uuid        NOT NULL,
  external_id      text,
  code             text,
  title            text        NOT NULL,
  course_version   int         NOT NULL,
  planned_hours    float8      NOT NULL,
  planned_sessions int         NOT NULL,
  content_digest   uuid        NOT NULL,
  version          int         NOT NULL,
  create_time      timestamptz NOT NULL,
  update_time      timestamptz NOT NULL,
  CONSTRAINT course_id_unique PRIMARY KEY (organization_id, course_id),
  CONSTRAINT course_external_id_unique UNIQUE (organization_id, external_id)
);

-- The completion rule and credential template of a course as they were; never
-- changed. required_assessments: [{"assessment_id": uuid, "min_score": number}].
CREATE TABLE course_version (
  organization_id        text        NOT NULL,
  course_id              uuid        NOT NULL,
  course_version         int         NOT NULL,
  min_attendance_percent float8      NOT NULL,
  min_total              float8      NOT NULL,
  required_assessments   jsonb       NOT NULL,
  credential_title       text,
  valid_months           int         NOT NULL,
  create_time            timestamptz NOT NULL,
  CONSTRAINT course_version_unique PRIMARY KEY (organization_id, course_id, course_version),
  CONSTRAINT course_version_course_known FOREIGN KEY (organization_id, course_id) REFERENCES course
);

-- state: waymark.vocabulary.v1.CohortState.
CREATE TABLE cohort (
  organization_id text        NOT NULL,
  cohort_id       uuid        NOT NULL,
  external_id     text,
  course_id       uuid        NOT NULL,
  course_version  int         NOT NULL,
  unit_id         uuid,
  title           text,
  starts_on       date,
  ends_on         date,
  capacity        int         NOT NULL,
  state           smallint    NOT NULL,
  content_digest  uuid        NOT NULL,
  version         int         NOT NULL,
  create_time     timestamptz NOT NULL,
  update_time     timestamptz NOT NULL,
  CONSTRAINT cohort_id_unique PRIMARY KEY (organization_id, cohort_id),
  CONSTRAINT cohort_external_id_unique UNIQUE (organization_id, external_id),
  CONSTRAINT cohort_course_version_known FOREIGN KEY (organization_id, course_id, course_version)
    REFERENCES course_version,
  CONSTRAINT cohort_ends_after_start CHECK (ends_on >= starts_on)
);
CREATE INDEX cohort_course ON cohort (organization_id, course_id);

CREATE TABLE session (
  organization_id text        NOT NULL,
  session_id      uuid        NOT NULL,
  external_id     text,
  cohort_id       uuid        NOT NULL,
  start_time      timestamptz,
  end_time        timestamptz,
  topic           text,
  place           text,
  cancelled       boolean     NOT NULL,
  content_digest  uuid        NOT NULL,
  version         int         NOT NULL,
  create_time     timestamptz NOT NULL,
  update_time     timestamptz NOT NULL,
  CONSTRAINT session_id_unique PRIMARY KEY (organization_id, session_id),
  CONSTRAINT session_external_id_unique UNIQUE (organization_id, external_id),
  CONSTRAINT session_cohort_known FOREIGN KEY (organization_id, cohort_id) REFERENCES cohort,
  CONSTRAINT session_ends_after_start CHECK (end_time >= start_time)
);
CREATE INDEX session_cohort ON session (organization_id, cohort_id, session_id);

-- kind: waymark.vocabulary.v1.AssessmentKind.
CREATE TABLE assessment (
  organization_id  text        NOT NULL,
  assessment_id    uuid        NOT NULL,
  external_id      text,
  course_id        uuid        NOT NULL,
  cohort_id        uuid,
  kind             smallint    NOT NULL,
  title            text,
  max_score        float8      NOT NULL,
  pass_score       float8      NOT NULL,
  weight           float8      NOT NULL,
  attempts_allowed int         NOT NULL,
  content_digest   uuid        NOT NULL,
  version          int         NOT NULL,
  create_time      timestamptz NOT NULL,
  update_time      timestamptz NOT NULL,
  CONSTRAINT assessment_id_unique PRIMARY KEY (organization_id, assessment_id),
  CONSTRAINT assessment_external_id_unique UNIQUE (organization_id, external_id),
  CONSTRAINT assessment_course_known FOREIGN KEY (organization_id, course_id) REFERENCES course,
  CONSTRAINT assessment_cohort_known FOREIGN KEY (organization_id, cohort_id) REFERENCES cohort,
  CONSTRAINT assessment_scores_in_order CHECK (max_score > 0 AND pass_score BETWEEN 0 AND max_score)
);
CREATE INDEX assessment_course ON assessment (organization_id, course_id);

-- state: waymark.vocabulary.v1.EnrolmentState. graduated: is, or was before it
-- became VOIDED. attributes: {key: value}.
CREATE TABLE enrolment (
  organization_id text        NOT NULL,
  enrolment_id    uuid        NOT NULL,
  participant_id  uuid        NOT NULL,
  cohort_id       uuid        NOT NULL,
  content_digest  uuid        NOT NULL,
  create_time     timestamptz NOT NULL,
  update_time     timestamptz NOT NULL,
  state_on        date,
  enrolled_on     date,
  version         int         NOT NULL,
  state           smallint    NOT NULL,
  historical      boolean     NOT NULL,
  ever_active     boolean     NOT NULL,
  graduated       boolean     NOT NULL,
  external_id     text,
  exit_reason     text,
  attributes      jsonb,
  CONSTRAINT enrolment_id_unique PRIMARY KEY (organization_id, enrolment_id),
  CONSTRAINT enrolment_state_before_enrolment CHECK (state_on >= enrolled_on)
);
CREATE UNIQUE INDEX enrolment_external_id_unique ON enrolment (organization_id, external_id)
  WHERE external_id IS NOT NULL;
CREATE INDEX enrolment_cohort ON enrolment (organization_id, cohort_id, enrolment_id);
-- One open enrolment (APPLIED, WAITLISTED, ACCEPTED, ACTIVE, SUSPENDED,
-- COMPLETED) of a participant in a cohort, any number of others; finds the
-- enrolments of a participant too.
CREATE UNIQUE INDEX enrolment_open_unique ON enrolment
  (organization_id, participant_id, cohort_id,
   (CASE WHEN state IN (1, 2, 3, 5, 6, 7) THEN NULL ELSE enrolment_id END))
  NULLS NOT DISTINCT;

-- code: waymark.vocabulary.v1.AttendanceCode.
CREATE TABLE attendance (
  organization_id text        NOT NULL,
  session_id      uuid        NOT NULL,
  participant_id  uuid        NOT NULL,
  create_time     timestamptz NOT NULL,
  update_time     timestamptz NOT NULL,
  minutes         int         NOT NULL,
  version         int         NOT NULL,
  code            smallint    NOT NULL,
  CONSTRAINT attendance_unique PRIMARY KEY (organization_id, session_id, participant_id)
);

-- score NULL: not submitted.
CREATE TABLE result (
  organization_id text        NOT NULL,
  assessment_id   uuid        NOT NULL,
  participant_id  uuid        NOT NULL,
  create_time     timestamptz NOT NULL,
  update_time     timestamptz NOT NULL,
  score           float8,
  attempt         int         NOT NULL,
  version         int         NOT NULL,
  assessed_on     date,
  passed          boolean     NOT NULL,
  CONSTRAINT result_unique PRIMARY KEY (organization_id, assessment_id, participant_id, attempt)
);

CREATE TABLE credential (
  organization_id   text        NOT NULL,
  credential_id     uuid        NOT NULL,
  number            text        NOT NULL,
  enrolment_id      uuid        NOT NULL,
  participant_id    uuid        NOT NULL,
  course_id         uuid        NOT NULL,
  title             text        NOT NULL,
  issued_on         date        NOT NULL,
  valid_until       date,
  revoked_on        date,
  revocation_reason text,
  version           int         NOT NULL,
  create_time       timestamptz NOT NULL,
  update_time       timestamptz NOT NULL,
  CONSTRAINT credential_id_unique PRIMARY KEY (organization_id, credential_id),
  CONSTRAINT credential_number_unique UNIQUE (organization_id, number),
  CONSTRAINT credential_enrolment_unique UNIQUE (organization_id, enrolment_id),
  CONSTRAINT credential_enrolment_known FOREIGN KEY (organization_id, enrolment_id) REFERENCES enrolment,
  CONSTRAINT credential_revoked_after_issue CHECK (revoked_on >= issued_on)
);
CREATE INDEX credential_participant ON credential (organization_id, participant_id);

-- From which the numbers of a year's credentials are taken.
CREATE TABLE credential_counter (
  organization_id text NOT NULL,
  year            int  NOT NULL,
  last_number     int  NOT NULL,
  CONSTRAINT credential_counter_unique PRIMARY KEY (organization_id, year)
);

DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['programme', 'course', 'course_version', 'cohort', 'session', 'assessment',
                                    'enrolment', 'attendance', 'result', 'credential', 'credential_counter'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format($policy$CREATE POLICY tenant ON %I
      USING (organization_id = current_setting('waymark.organization', true))
      WITH CHECK (organization_id = current_setting('waymark.organization', true))$policy$, table_name);
  END LOOP;
END $$;

-- Records as the API shows them: columns are fields of the messages, those that
-- begin with `_` are for the handlers.

CREATE FUNCTION resource_name(organization text, collection text, id uuid) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN 'organizations/' || organization || '/' || collection || '/' || id::text;

CREATE VIEW programme_record WITH (security_invoker = true) AS
SELECT resource_name(organization_id, 'programmes', programme_id) AS name, external_id, title, donor_references,
       ARRAY(SELECT resource_name(organization_id, 'courses', c.id)
             FROM unnest(course_ids) WITH ORDINALITY AS c(id, i) ORDER BY c.i) AS courses,
       create_time, update_time, version AS _version, organization_id AS _organization_id,
       programme_id AS _programme_id
FROM programme;

-- version: that of the rule; _version: that of the record.
CREATE VIEW course_record WITH (security_invoker = true) AS
SELECT resource_name(c.organization_id, 'courses', c.course_id) AS name, c.external_id, c.code, c.title,
       c.course_version AS version, c.planned_hours, c.planned_sessions, c.create_time, c.update_time,
       v.min_attendance_percent AS _min_attendance_percent, v.min_total AS _min_total,
       v.required_assessments AS _required_assessments, v.credential_title AS _credential_title,
       v.valid_months AS _valid_months, c.version AS _version, c.organization_id AS _organization_id,
       c.course_id AS _course_id
FROM course c
JOIN course_version v ON v.organization_id = c.organization_id AND v.course_id = c.course_id
  AND v.course_version = c.course_version;

CREATE VIEW cohort_record WITH (security_invoker = true) AS
SELECT resource_name(organization_id, 'cohorts', cohort_id) AS name, external_id,
       resource_name(organization_id, 'courses', course_id) AS course, course_version,
       resource_name(organization_id, 'units', unit_id) AS unit, title, starts_on, ends_on, capacity, state,
       create_time, update_time, version AS _version, organization_id AS _organization_id, cohort_id AS _cohort_id,
       course_id AS _course_id, unit_id AS _unit_id
FROM cohort;

CREATE VIEW session_record WITH (security_invoker = true) AS
SELECT resource_name(organization_id, 'sessions', session_id) AS name, external_id,
       resource_name(organization_id, 'cohorts', cohort_id) AS cohort, start_time, end_time, topic, place, cancelled,
       create_time, update_time, version AS _version, organization_id AS _organization_id,
       session_id AS _session_id, cohort_id AS _cohort_id
FROM session;

CREATE VIEW assessment_record WITH (security_invoker = true) AS
SELECT resource_name(organization_id, 'assessments', assessment_id) AS name, external_id,
       resource_name(organization_id, 'courses', course_id) AS course,
       resource_name(organization_id, 'cohorts', cohort_id) AS cohort, kind, title, max_score, pass_score, weight,
       attempts_allowed, create_time, update_time, version AS _version, organization_id AS _organization_id,
       assessment_id AS _assessment_id, course_id AS _course_id, cohort_id AS _cohort_id
FROM assessment;

CREATE VIEW enrolment_record WITH (security_invoker = true) AS
SELECT resource_name(organization_id, 'enrolments', enrolment_id) AS name, external_id,
       resource_name(organization_id, 'participants', participant_id) AS participant,
       resource_name(organization_id, 'cohorts', cohort_id) AS cohort, state, state_on, enrolled_on, exit_reason,
       historical, ever_active, create_time, update_time, attributes AS _attributes, version AS _version,
       organization_id AS _organization_id, enrolment_id AS _enrolment_id, participant_id AS _participant_id,
       cohort_id AS _cohort_id
FROM enrolment;

CREATE VIEW attendance_record WITH (security_invoker = true) AS
SELECT resource_name(organization_id, 'attendances', session_id) || '.' || participant_id AS name,
       resource_name(organization_id, 'sessions', session_id) AS session,
       resource_name(organization_id, 'participants', participant_id) AS participant, code, minutes, create_time,
       update_time, version AS _version, organization_id AS _organization_id, session_id AS _session_id,
       participant_id AS _participant_id
FROM attendance;

CREATE VIEW result_record WITH (security_invoker = true) AS
SELECT resource_name(organization_id, 'results', assessment_id) || '.' || participant_id || '.' || attempt AS name,
       resource_name(organization_id, 'assessments', assessment_id) AS assessment,
       resource_name(organization_id, 'participants', participant_id) AS participant, attempt, score, passed,
       assessed_on, create_time, update_time, version AS _version, organization_id AS _organization_id,
       assessment_id AS _assessment_id, participant_id AS _participant_id
FROM result;

CREATE VIEW credential_record WITH (security_invoker = true) AS
SELECT resource_name(organization_id, 'credentials', credential_id) AS name, number,
       resource_name(organization_id, 'enrolments', enrolment_id) AS enrolment,
       resource_name(organization_id, 'participants', participant_id) AS participant,
       resource_name(organization_id, 'courses', course_id) AS course, title, issued_on, valid_until, revoked_on,
       revocation_reason, create_time, update_time, version AS _version, organization_id AS _organization_id,
       credential_id AS _credential_id, enrolment_id AS _enrolment_id, participant_id AS _participant_id
FROM credential;

DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO %I',
                 current_setting('waymark.app_role'));
END $$;
