-- The audit log is searched by when: of all, of one account, of one record. Entries
-- of several services are chained as they come, so their numbers do not follow the
-- time exactly.
DROP INDEX audit_entry_actor, audit_entry_subject, audit_entry_aggregate;
CREATE INDEX audit_entry_time ON audit_entry (organization_id, recorded_at, entry_no);
CREATE INDEX audit_entry_actor ON audit_entry (organization_id, actor, recorded_at, entry_no);
CREATE INDEX audit_entry_subject ON audit_entry (organization_id, subject, recorded_at, entry_no);
-- Of most records that are a person's, the subject is asked for.
CREATE INDEX audit_entry_aggregate ON audit_entry (organization_id, aggregate, recorded_at, entry_no)
  WHERE aggregate <> subject;
