-- Whether a person has attributes, in their own row: asked of participant_attribute for a
-- page of persons, a plan made while that table was small reads all of the
-- organization's attributes once for each page.
ALTER TABLE participant ADD COLUMN attributed boolean NOT NULL DEFAULT false;

-- Of all organizations at once: policies would hide them from their owner.
ALTER TABLE participant NO FORCE ROW LEVEL SECURITY;
ALTER TABLE participant_attribute NO FORCE ROW LEVEL SECURITY;
UPDATE participant p SET attributed = true
WHERE EXISTS (SELECT FROM participant_attribute a
              WHERE a.organization_id = p.organization_id AND a.participant_id = p.participant_id);
ALTER TABLE participant FORCE ROW LEVEL SECURITY;
ALTER TABLE participant_attribute FORCE ROW LEVEL SECURITY;

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
       p.unit_id AS _unit_id, p.name_key AS _name_key, p.protected_before AS _protected_before
FROM participant p;
