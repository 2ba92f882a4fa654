-- Who has a key of another system already.
SELECT r.i - 1 AS item, p.participant_id AS id, p.external_id, p.content_digest
FROM unnest(:systems::text[], :system_values::text[]) WITH ORDINALITY AS r(system, value, i)
JOIN participant_external_id x
  ON x.organization_id = :organization_id AND x.system = r.system AND x.value = r.value
JOIN participant p ON p.organization_id = x.organization_id AND p.participant_id = x.participant_id
