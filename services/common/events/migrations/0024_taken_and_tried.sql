-- Up to where the reader of a partition's audit stream has it, as it has noted in Redis: there
-- the note is lost with the stream, and then this is what the stream is filled again from.
ALTER TABLE publication ADD COLUMN audit_taken bigint NOT NULL DEFAULT 0;

-- How often a consumer has begun behind a position right after its process had started. More
-- than once: the process may have died of what follows there.
CREATE TABLE begun_run (
  consumer  text     NOT NULL,
  producer  text     NOT NULL,
  partition smallint NOT NULL,
  sequence  bigint   NOT NULL,
  tries     int      NOT NULL,
  PRIMARY KEY (consumer, producer, partition)
);

DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON begun_run TO %I', current_setting('waymark.app_role'));
END $$;

CREATE OR REPLACE FUNCTION tables_of_consumer() RETURNS text[] LANGUAGE sql IMMUTABLE
AS $$ SELECT ARRAY['position', 'inbox', 'event_try', 'parked_event', 'begun_run'] $$;
