-- What every service has: answers by request_id, the change rows (outbox and
-- audit entry in one), their publication, and a consumer's state.

-- The first answer to each request_id. Old rows are deleted in small batches;
-- one table rather than daily partitions, so that a replay across midnight
-- meets the same unique constraint.
CREATE TABLE request (
  organization_id text        NOT NULL,
  method          text        NOT NULL,
  request_id      text        NOT NULL,
  digest          uuid        NOT NULL,
  response        bytea       NOT NULL,
  received_at     timestamptz NOT NULL,
  CONSTRAINT request_id_unique PRIMARY KEY (organization_id, method, request_id)
);
CREATE INDEX request_received ON request USING brin (received_at);

-- One row for each changed record. payload is the event without its sequence.
-- pub_seq is given by the relay after commit, gapless in each partition.
CREATE TABLE change (
  organization_id   text        NOT NULL,
  change_no         bigint      GENERATED ALWAYS AS IDENTITY,
  event_id          uuid        NOT NULL,
  pub_seq           bigint,
  partition         smallint    NOT NULL DEFAULT 0,
  aggregate         text        NOT NULL,
  aggregate_version int         NOT NULL,
  type              text        NOT NULL,
  payload           bytea       NOT NULL,
  sealed_diff       bytea,
  actor             text        NOT NULL,
  purpose           text        NOT NULL,
  method            text        NOT NULL,
  request_id        text,
  traceparent       text        NOT NULL,
  occurred_at       timestamptz NOT NULL,
  recorded_at       timestamptz NOT NULL,
  CONSTRAINT change_pkey PRIMARY KEY (organization_id, change_no)
);
-- What waits to be numbered; small, since the relay empties it.
CREATE INDEX change_unpublished ON change (partition, change_no) WHERE pub_seq IS NULL;
CREATE UNIQUE INDEX change_pub_seq_unique ON change (partition, pub_seq) WHERE pub_seq IS NOT NULL;

-- The counter from which a partition is numbered, and how far Redis has it.
CREATE TABLE publication (
  partition     smallint PRIMARY KEY,
  last_seq      bigint   NOT NULL DEFAULT 0,
  published_seq bigint   NOT NULL DEFAULT 0
);
INSERT INTO publication (partition) VALUES (0);

-- How far a consumer has read a producer's stream.
CREATE TABLE position (
  consumer  text     NOT NULL,
  producer  text     NOT NULL,
  partition smallint NOT NULL,
  sequence  bigint   NOT NULL,
  PRIMARY KEY (consumer, producer, partition)
);

-- The events a consumer has applied.
CREATE TABLE inbox (
  consumer   text        NOT NULL,
  event_id   uuid        NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer, event_id)
);

-- Counted tries of an event that failed.
CREATE TABLE event_try (
  consumer text NOT NULL,
  event_id uuid NOT NULL,
  tries    int  NOT NULL,
  PRIMARY KEY (consumer, event_id)
);

-- Events that failed too often, and those of the same record behind them.
CREATE TABLE parked_event (
  consumer        text        NOT NULL,
  producer        text        NOT NULL,
  sequence        bigint      NOT NULL,
  event_id        uuid        NOT NULL,
  organization_id text        NOT NULL,
  aggregate       text        NOT NULL,
  payload         bytea       NOT NULL,
  error           text        NOT NULL,
  tries           int         NOT NULL,
  parked_at       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer, event_id)
);
CREATE INDEX parked_event_aggregate ON parked_event (consumer, aggregate);

-- `*` is every organization: the relay and the consumers work across them.
ALTER TABLE request ENABLE ROW LEVEL SECURITY;
ALTER TABLE request FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON request
  USING (organization_id = current_setting('waymark.organization', true))
  WITH CHECK (organization_id = current_setting('waymark.organization', true));
ALTER TABLE change ENABLE ROW LEVEL SECURITY;
ALTER TABLE change FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON change
  USING (current_setting('waymark.organization', true) IN (organization_id, '*'))
  WITH CHECK (current_setting('waymark.organization', true) IN (organization_id, '*'));
ALTER TABLE parked_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE parked_event FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON parked_event
  USING (current_setting('waymark.organization', true) IN (organization_id, '*'))
  WITH CHECK (current_setting('waymark.organization', true) IN (organization_id, '*'));

DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %I',
                 current_setting('waymark.app_role'));
END $$;
