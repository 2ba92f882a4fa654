-- Folds changes of programmes.
INSERT INTO programme (organization_id, programme_id, course_ids, version)
SELECT DISTINCT ON (e.programme_id) :organization_id, e.programme_id, e.course_ids::uuid[], e.version
FROM unnest(:programme_id::uuid[], :course_ids::text[], :version::int[]) AS e(programme_id, course_ids, version)
ORDER BY e.programme_id, e.version DESC
ON CONFLICT (organization_id, programme_id) DO UPDATE SET course_ids = excluded.course_ids, version = excluded.version
WHERE programme.version < excluded.version
