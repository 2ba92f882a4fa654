-- Webhooks, the events that go to them, and what became of each.
--
-- There are no foreign keys: the transaction that writes a reference has the row that it
-- refers to, and what is forgotten goes with what refers to it.

-- types: as they were named, empty = the usual ones. The secrets are sealed with the key
-- of the service. enable_time: since when it is sent to. delete_time: it is not there any
-- more; the rows go later.
CREATE TABLE webhook (
  organization_id             text        NOT NULL,
  webhook_id                  uuid        NOT NULL,
  url                         text        NOT NULL,
  description                 text        NOT NULL,
  types                       text[]      NOT NULL,
  state                       smallint    NOT NULL,
  disable_reason              smallint    NOT NULL,
  sealed_secret               bytea       NOT NULL,
  sealed_previous_secret      bytea,
  previous_secret_expire_time timestamptz,
  version                     int         NOT NULL,
  create_time                 timestamptz NOT NULL,
  update_time                 timestamptz NOT NULL,
  enable_time                 timestamptz NOT NULL,
  delete_time                 timestamptz,
  CONSTRAINT webhook_id_unique PRIMARY KEY (organization_id, webhook_id)
);

-- The events that may go to webhooks, of organizations that have one, once for all of
-- them. outcome_no: the order in which they came, which is that of each stream. event: a
-- serialized waymark.events.v1.Event.
CREATE TABLE outcome (
  organization_id text        NOT NULL,
  outcome_no      bigint      GENERATED ALWAYS AS IDENTITY,
  producer        text        NOT NULL,
  sequence        bigint      NOT NULL,
  event_id        uuid        NOT NULL,
  type            text        NOT NULL,
  subject         text        NOT NULL,
  recorded_at     timestamptz NOT NULL,
  event           bytea       NOT NULL,
  CONSTRAINT outcome_unique PRIMARY KEY (organization_id, outcome_no),
  CONSTRAINT outcome_sequence_unique UNIQUE (organization_id, producer, sequence)
);
CREATE INDEX outcome_recorded ON outcome USING brin (recorded_at);
CREATE INDEX outcome_event ON outcome (organization_id, event_id);

-- One event on its way to one webhook. first_try_time: since when it is tried; NULL when
-- it was not, or somebody has asked to try it again.
CREATE TABLE delivery (
  organization_id text        NOT NULL,
  delivery_no     bigint      GENERATED ALWAYS AS IDENTITY,
  webhook_id      uuid        NOT NULL,
  outcome_no      bigint      NOT NULL,
  subject         text        NOT NULL,
  state           smallint    NOT NULL,
  replay          boolean     NOT NULL,
  tries           int         NOT NULL DEFAULT 0,
  first_try_time  timestamptz,
  create_time     timestamptz NOT NULL,
  end_time        timestamptz,
  CONSTRAINT delivery_unique PRIMARY KEY (organization_id, delivery_no)
);
CREATE INDEX delivery_listed ON delivery (organization_id, webhook_id, delivery_no);
CREATE INDEX delivery_waiting ON delivery (organization_id, webhook_id, subject, delivery_no) WHERE state = 1;
CREATE INDEX delivery_parked ON delivery (organization_id, webhook_id, delivery_no) WHERE state = 3;
CREATE INDEX delivery_ended ON delivery (end_time) WHERE state = 2;
CREATE INDEX delivery_of_outcome ON delivery (organization_id, outcome_no);

-- What waits of one subject for one webhook: one after the other. next_try_time: when the
-- first of them is tried; while it is under way, when another may take it. waiting: how many
-- they are. Counted rather than looked up: who changes the number holds the row, so that
-- the last one and another that comes just then do not miss each other.
CREATE TABLE lane (
  organization_id text        NOT NULL,
  webhook_id      uuid        NOT NULL,
  subject         text        NOT NULL,
  waiting         int         NOT NULL,
  next_try_time   timestamptz NOT NULL,
  CONSTRAINT lane_unique PRIMARY KEY (organization_id, webhook_id, subject)
);
CREATE INDEX lane_due ON lane (organization_id, webhook_id, next_try_time);
CREATE INDEX lane_empty ON lane (organization_id) WHERE waiting = 0;

CREATE TABLE attempt (
  organization_id text        NOT NULL,
  delivery_no     bigint      NOT NULL,
  number          int         NOT NULL,
  time            timestamptz NOT NULL,
  duration_ms     int         NOT NULL,
  status          int         NOT NULL,
  error           text        NOT NULL,
  answer          text        NOT NULL,
  CONSTRAINT attempt_unique PRIMARY KEY (organization_id, delivery_no, number)
);

-- `*` is every organization: what sends works across them.
DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['webhook', 'outcome', 'delivery', 'lane', 'attempt'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format($policy$CREATE POLICY tenant ON %I
      USING (current_setting('waymark.organization', true) IN (organization_id, '*'))
      WITH CHECK (current_setting('waymark.organization', true) IN (organization_id, '*'))$policy$, table_name);
  END LOOP;
END $$;

-- Records as the API shows them: columns are fields of the messages, those that begin
-- with `_` are for the handlers.
CREATE VIEW webhook_record WITH (security_invoker = true) AS
SELECT 'organizations/' || organization_id || '/webhooks/' || webhook_id AS name, url, description, types, state,
       disable_reason, previous_secret_expire_time, create_time, update_time, organization_id AS _organization_id,
       webhook_id AS _webhook_id, version AS _version, sealed_secret AS _sealed_secret,
       sealed_previous_secret AS _sealed_previous_secret
FROM webhook
WHERE delete_time IS NULL;

CREATE VIEW delivery_record WITH (security_invoker = true) AS
SELECT 'organizations/' || d.organization_id || '/webhooks/' || d.webhook_id || '/deliveries/' || d.delivery_no AS name,
       d.state, o.event_id, o.type, d.subject, o.producer, o.sequence, d.replay, d.tries, d.create_time, d.end_time,
       CASE WHEN d.state = 1 AND NOT EXISTS (
         SELECT FROM delivery before
         WHERE before.organization_id = d.organization_id AND before.webhook_id = d.webhook_id
           AND before.subject = d.subject AND before.state = 1 AND before.delivery_no < d.delivery_no)
       THEN l.next_try_time END AS next_try_time,
       d.organization_id AS _organization_id, d.webhook_id AS _webhook_id, d.delivery_no AS _delivery_no
FROM delivery d
JOIN outcome o ON o.organization_id = d.organization_id AND o.outcome_no = d.outcome_no
LEFT JOIN lane l ON l.organization_id = d.organization_id AND l.webhook_id = d.webhook_id AND l.subject = d.subject;

DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON webhook, outcome, delivery, lane, attempt TO %I',
                 current_setting('waymark.app_role'));
  EXECUTE format('GRANT SELECT ON webhook_record, delivery_record TO %I', current_setting('waymark.app_role'));
END $$;

SELECT keep_organizations_equal();
