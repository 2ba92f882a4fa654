-- Whose record a person's is merged into: the copy of what the participants service
-- keeps, for services that keep records of persons (reach_copy.h). NULL: into none.
ALTER TABLE reach_person ADD COLUMN merged_into_id uuid;
CREATE INDEX reach_person_merged ON reach_person (organization_id, merged_into_id) WHERE merged_into_id IS NOT NULL;

-- The record that stands for the person.
CREATE FUNCTION person_of(participant uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT r.merged_into_id FROM reach_person r
                   WHERE r.organization_id = current_setting('waymark.organization') AND r.person_id = participant),
                  participant)
$$;

-- All records of the person whose record this is one of.
CREATE FUNCTION records_of_person(participant uuid) RETURNS uuid[] LANGUAGE sql STABLE AS $$
  SELECT array_append(array_agg(r.person_id) FILTER (WHERE r.person_id IS NOT NULL), person.id)
  FROM (SELECT person_of(participant) AS id) person
  LEFT JOIN reach_person r
    ON r.organization_id = current_setting('waymark.organization') AND r.merged_into_id = person.id
  GROUP BY person.id
$$;
