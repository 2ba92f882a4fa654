-- Numbering a change leaves a dead entry in change_unpublished, and the relay
-- wades through them from the first. Vacuum after so many, not after a fifth of a
-- table that only grows.
ALTER TABLE change SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);
