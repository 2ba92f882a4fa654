-- The record that stands for the person, into which theirs is merged: they are counted once,
-- by what is known of that one. NULL: into none.
ALTER TABLE person ADD COLUMN merged_into_id uuid;
CREATE INDEX person_merged ON person (organization_id, merged_into_id) WHERE merged_into_id IS NOT NULL;
