-- Folds changes of different mentorships: whether each is under way.
INSERT INTO reach_mentorship (organization_id, mentorship_id, account_id, person_id, under_way, version)
SELECT :organization_id, e.mentorship_id, e.account_id, e.person_id, e.under_way, e.version
FROM unnest(:mentorship_id::uuid[], :account_id::uuid[], :person_id::uuid[], :under_way::boolean[], :version::int[])
  AS e(mentorship_id, account_id, person_id, under_way, version)
ON CONFLICT (organization_id, mentorship_id)
DO UPDATE SET under_way = excluded.under_way, version = excluded.version
WHERE reach_mentorship.version < excluded.version
