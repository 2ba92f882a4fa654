-- The record that stands for the same person, into which this one is merged; NULL =
-- into none. One that is merged has none merged into it (participant_merge.cc).
ALTER TABLE participant ADD COLUMN merged_into_id uuid;
ALTER TABLE participant ADD CONSTRAINT participant_not_merged_into_itself CHECK (merged_into_id <> participant_id);
CREATE INDEX participant_merged ON participant (organization_id, merged_into_id) WHERE merged_into_id IS NOT NULL;

CREATE OR REPLACE VIEW participant_record WITH (security_invoker = true) AS
SELECT 'organizations/' || p.organization_id || '/participants/' || p.participant_id AS name, p.external_id,
       p.display_name, p.given_name, p.family_name, p.patronymic, p.sex, p.gender, p.birth_date,
       'organizations/' || p.organization_id || '/units/' || p.unit_id AS unit, p.unit_effective_on, p.joined_on,
       p.state, p.create_time, p.update_time, p.details AS _details,
       CASE WHEN p.attributed
       THEN ARRAY(SELECT part.text
                  FROM participant_attribute a,
                       unnest(ARRAY[a.key, coalesce(a.value, ''),
                                    coalesce(nullif(a.effective_on, '-infinity')::text, '')])
                         WITH ORDINALITY AS part(text, i)
                  WHERE a.organization_id = p.organization_id AND a.participant_id = p.participant_id
                  ORDER BY a.key, a.effective_on, part.i)
       END AS _attributes,
       p.version AS _version, p.organization_id AS _organization_id, p.participant_id AS _participant_id,
       p.unit_id AS _unit_id, p.name_key AS _name_key, p.protected_before AS _protected_before,
       'organizations/' || p.organization_id || '/participants/' || p.merged_into_id AS merged_into,
       p.merged_into_id AS _merged_into_id
FROM participant p;
