-- What posts are found by, without regard to case in any script (ICU), and who was ever
-- appointed to one.
ALTER TABLE post ADD COLUMN title_key text COLLATE "C"
  GENERATED ALWAYS AS (lower(title COLLATE "und-x-icu")) STORED;
CREATE INDEX post_title ON post (organization_id, title_key, post_id);
CREATE INDEX career_event_post ON career_event (organization_id, post_id) WHERE post_id IS NOT NULL;

CREATE OR REPLACE VIEW post_record WITH (security_invoker = true) AS
SELECT 'organizations/' || organization_id || '/posts/' || post_id AS name, external_id, title,
       'organizations/' || organization_id || '/units/' || unit_id AS unit,
       'organizations/' || organization_id || '/rungs/' || rung_id AS rung, command, create_time, update_time,
       version AS _version, organization_id AS _organization_id, post_id AS _post_id, unit_id AS _unit_id,
       rung_id AS _rung_id, title_key AS _title_key
FROM post;
