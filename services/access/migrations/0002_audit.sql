-- The audit log: what all services changed and who read protected persons, from
-- their audit streams, chained for each organization (`*`: what concerns all).

-- The last entry of each chain, locked by who appends. checkpoint_entries: how many
-- the last checkpoint covers; writing it makes those before it durable.
CREATE TABLE audit_head (
  organization_id    text   NOT NULL CONSTRAINT audit_head_unique PRIMARY KEY,
  entries            bigint NOT NULL,
  hash               bytea  NOT NULL,
  checkpoint_entries bigint NOT NULL DEFAULT 0
);

-- record: a serialized waymark.events.v1.AuditRecord, the bytes that are hashed;
-- the columns before it are copies, to search by.
CREATE TABLE audit_entry (
  organization_id text        NOT NULL,
  entry_no        bigint      NOT NULL,
  service         text        NOT NULL,
  type            text        NOT NULL,
  aggregate       text        NOT NULL,
  subject         text        NOT NULL,
  actor           text        NOT NULL,
  method          text        NOT NULL,
  recorded_at     timestamptz NOT NULL,
  record          bytea       NOT NULL,
  previous_hash   bytea       NOT NULL,
  hash            bytea       NOT NULL,
  CONSTRAINT audit_entry_unique PRIMARY KEY (organization_id, entry_no)
);
CREATE INDEX audit_entry_actor ON audit_entry (organization_id, actor, entry_no);
CREATE INDEX audit_entry_subject ON audit_entry (organization_id, subject, entry_no);
-- Of most records that are a person's, the subject is asked for.
CREATE INDEX audit_entry_aggregate ON audit_entry (organization_id, aggregate, entry_no) WHERE aggregate <> subject;

ALTER TABLE audit_head ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_head FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON audit_head
  USING (current_setting('waymark.organization', true) IN (organization_id, '*'))
  WITH CHECK (current_setting('waymark.organization', true) IN (organization_id, '*'));
ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON audit_entry
  USING (organization_id = current_setting('waymark.organization', true))
  WITH CHECK (organization_id = current_setting('waymark.organization', true));

-- The values of an account in the audit log are sealed with its key, which is itself
-- sealed with the service's; NULL: none yet, or destroyed.
ALTER TABLE account ADD COLUMN seal_key bytea;

-- As before, with from where the call came.
DROP FUNCTION record_of_accounts;
CREATE FUNCTION record_of_accounts(event_ids uuid[], aggregates text[], versions int[], types text[], payloads bytea[],
                                   times timestamptz[], who text, why text, rpc text, client text, program text,
                                   trace text, instant timestamptz)
RETURNS void LANGUAGE plpgsql
AS $$
DECLARE
  organization text := current_setting('waymark.organization');
BEGIN
  PERFORM set_config('waymark.organization', '*', true);
  INSERT INTO change (organization_id, event_id, aggregate, aggregate_version, type, payload, actor, purpose, method,
                      address, user_agent, traceparent, occurred_at, recorded_at)
  SELECT '*', c.event_id, c.aggregate, c.aggregate_version, c.type, c.payload, who, why, rpc, client, program, trace,
         c.occurred_at, instant
  FROM unnest(event_ids, aggregates, versions, types, payloads, times)
    WITH ORDINALITY AS c(event_id, aggregate, aggregate_version, type, payload, occurred_at, position)
  ORDER BY c.position;
  PERFORM set_config('waymark.organization', organization, true);
END $$;

DO $$
BEGIN
  -- Nobody changes an entry or takes one away.
  EXECUTE format('GRANT SELECT, INSERT ON audit_entry TO %I', current_setting('waymark.app_role'));
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON audit_head TO %I', current_setting('waymark.app_role'));
END $$;

SELECT keep_organizations_equal();
