-- A change row is an audit entry too: from where it was made, and what it did to
-- the record. diff: a serialized waymark.events.v1.AuditDiff, for records without
-- personal values; the sealed one of a person's record is in sealed_diff.
ALTER TABLE change
  ADD COLUMN address    text NOT NULL DEFAULT '',
  ADD COLUMN user_agent text NOT NULL DEFAULT '',
  ADD COLUMN diff       bytea;
