-- The merged records of the persons of whom these are records.
SELECT r.person_id AS participant_id, r.merged_into_id AS person_id
FROM (
  SELECT w.id FROM unnest(:participant_ids::uuid[]) AS w(id)
  UNION
  SELECT m.merged_into_id FROM unnest(:participant_ids::uuid[]) AS w(id)
  JOIN reach_person m
    ON m.organization_id = :organization_id AND m.person_id = w.id AND m.merged_into_id IS NOT NULL
) person
JOIN reach_person r ON r.organization_id = :organization_id AND r.merged_into_id = person.id
