-- The values of a person in the audit log are sealed with a key of their own, which
-- is itself sealed with the service's. NULL: none yet, or destroyed, and the values
-- with it.
ALTER TABLE participant ADD COLUMN seal_key bytea;
