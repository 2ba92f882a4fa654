-- Sessions by id or external id, in the order asked; those that are not there are
-- left out.
SELECT r.*, asked.i - 1 AS _i
FROM unnest(:ids::uuid[], :external_ids::text[]) WITH ORDINALITY AS asked(id, external_id, i)
JOIN session_record r ON r._organization_id = :organization_id
  AND r._session_id = coalesce(asked.id, (SELECT session_id FROM session
                                     WHERE organization_id = :organization_id AND external_id = asked.external_id))
ORDER BY asked.i
