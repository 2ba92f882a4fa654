-- The funnel, as domain.md states it: persons, each counted once per row.
WITH RECURSIVE chosen AS NOT MATERIALIZED (
  SELECT f.enrolment_id, COALESCE(merged.merged_into_id, f.person_id) AS person_id, f.cohort_id, f.course_id, f.state, f.graduated_on,
         COALESCE(f.enrolled_on, c.starts_on) AS day,
         COALESCE(f.enrolled_on, c.starts_on, '9999-12-31') AS as_of
  FROM enrolment_fact f LEFT JOIN cohort c USING (organization_id, cohort_id)
  LEFT JOIN person merged ON merged.organization_id = :organization_id AND merged.person_id = f.person_id
                         AND merged.merged_into_id IS NOT NULL
  WHERE f.organization_id = :organization_id
    -- Is or was ACTIVE: not APPLIED, WAITLISTED, ACCEPTED, REJECTED, NO_SHOW, VOIDED.
    AND f.ever_active AND f.state NOT IN (1, 2, 3, 4, 14, 16)
    AND (:cohort_ids::uuid[] IS NULL OR f.cohort_id = ANY (:cohort_ids::uuid[]))
    AND (:course_id::uuid IS NULL OR f.course_id = :course_id::uuid)
    AND (:programme_id::uuid IS NULL OR f.course_id IN (
          SELECT unnest(p.course_ids) FROM programme p
          WHERE p.organization_id = :organization_id AND p.programme_id = :programme_id::uuid))
    AND (:enrolled_from::date IS NULL OR f.enrolled_on >= :enrolled_from::date)
    AND (:enrolled_to::date IS NULL OR f.enrolled_on <= :enrolled_to::date)
), tree AS (
  SELECT unit_id, parent_id, effective_on,
         lead(effective_on, 1, 'infinity') OVER (PARTITION BY unit_id ORDER BY effective_on) AS until
  FROM unit_parent WHERE organization_id = :organization_id
), path AS (
  -- Each unit with its ancestor at the level asked for, while both held.
  SELECT unit_id, unit_id AS ancestor_id, 1 AS level, effective_on, until FROM tree WHERE parent_id IS NULL
  UNION ALL
  SELECT t.unit_id, CASE WHEN p.level < :unit_level::int THEN t.unit_id ELSE p.ancestor_id END, p.level + 1,
         greatest(t.effective_on, p.effective_on), least(t.until, p.until)
  FROM path p JOIN tree t ON t.parent_id = p.unit_id AND t.effective_on < p.until AND p.effective_on < t.until
  WHERE p.level < 64
), keyed AS (
  SELECT person_id, state, graduated_on, NULL AS key, NULL::uuid AS key_id FROM chosen WHERE :by = ''
  UNION ALL
  SELECT person_id, state, graduated_on, NULL, course_id FROM chosen WHERE :by = 'course'
  UNION ALL
  SELECT person_id, state, graduated_on, NULL, cohort_id FROM chosen WHERE :by = 'cohort'
  UNION ALL
  SELECT e.person_id, e.state, e.graduated_on, CASE p.sex WHEN 1 THEN 'M' WHEN 2 THEN 'F' WHEN 9 THEN '_Z' END, NULL
  FROM chosen e LEFT JOIN person p ON p.organization_id = :organization_id AND p.person_id = e.person_id
  WHERE :by = 'sex'
  UNION ALL
  SELECT e.person_id, e.state, e.graduated_on,
         CASE WHEN p.birth_date IS NULL THEN
                CASE WHEN COALESCE(ea.value, pa.value) NOT IN ('', '_T', '_U') THEN COALESCE(ea.value, pa.value) END
              WHEN band.number > 0 THEN
                COALESCE((:age_band_starts::int[])[band.number] || '-' || (:age_band_starts::int[])[band.number + 1] - 1,
                         (:age_band_starts::int[])[band.number] || '+') END, NULL
  FROM chosen e
  LEFT JOIN person p ON p.organization_id = :organization_id AND p.person_id = e.person_id
  LEFT JOIN enrolment_attribute ea ON ea.organization_id = :organization_id AND ea.key = 'age_band'
                                  AND ea.enrolment_id = e.enrolment_id
  LEFT JOIN person_attribute pa ON pa.organization_id = :organization_id AND pa.key = 'age_band'
                               AND pa.person_id = e.person_id AND pa.effective_on <= e.as_of AND e.as_of < pa.until
  CROSS JOIN LATERAL (
    SELECT CASE WHEN p.birth_date <= e.day
                THEN width_bucket(date_part('year', age(e.day, p.birth_date))::int, :age_band_starts::int[]) END AS number
  ) band
  WHERE :by = 'age_band'
  UNION ALL
  -- The codes of the rows that are always there are nobody's value.
  SELECT e.person_id, e.state, e.graduated_on,
         CASE WHEN COALESCE(ea.value, pa.value) NOT IN ('', '_T', '_U') THEN COALESCE(ea.value, pa.value) END, NULL
  FROM chosen e
  LEFT JOIN enrolment_attribute ea ON ea.organization_id = :organization_id AND ea.key = :attribute_key
                                  AND ea.enrolment_id = e.enrolment_id
  LEFT JOIN person_attribute pa ON pa.organization_id = :organization_id AND pa.key = :attribute_key
                               AND pa.person_id = e.person_id AND pa.effective_on <= e.as_of AND e.as_of < pa.until
  WHERE :by = 'attribute'
  UNION ALL
  SELECT e.person_id, e.state, e.graduated_on, NULL, path.ancestor_id
  FROM chosen e
  LEFT JOIN person_unit u ON u.organization_id = :organization_id AND u.person_id = e.person_id
                         AND u.effective_on <= e.as_of AND e.as_of < u.until
  LEFT JOIN path ON path.unit_id = u.unit_id AND path.effective_on <= e.as_of AND e.as_of < path.until
                AND path.level >= :unit_level::int
  WHERE :by = 'unit'
), reached AS (
  -- How far each person came with the enrolments of a row, and with all of them.
  SELECT grouping(key) = 1 AS is_total, key, key_id, person_id, bool_or(state IN (7, 8)) AS completed,
         bool_or(state = 8) AS graduated, min(graduated_on) FILTER (WHERE state = 8) AS graduated_on
  FROM keyed GROUP BY GROUPING SETS ((key, key_id, person_id), (person_id))
), career AS NOT MATERIALIZED (
  SELECT *, greatest(promoted_on, command_promoted_on, command_appointed_on, command_acting_on) AS last_on
  FROM person_career WHERE organization_id = :organization_id
), other_career AS (
  -- What the records say that are merged into a person's, and all records of which the last
  -- event is still to come: of these few, what their events say that came by today.
  SELECT person_id, max(promoted_on) AS promoted_on, max(command_promoted_on) AS command_promoted_on,
         max(command_appointed_on) AS command_appointed_on, max(command_acting_on) AS command_acting_on
  FROM (
    SELECT m.merged_into_id AS person_id, c.promoted_on, c.command_promoted_on, c.command_appointed_on,
           c.command_acting_on
    FROM person m JOIN career c ON c.person_id = m.person_id AND c.last_on <= :today::date
    WHERE m.organization_id = :organization_id AND m.merged_into_id IS NOT NULL
    UNION ALL
    SELECT COALESCE(m.merged_into_id, c.person_id), came.*
    FROM career c
    LEFT JOIN person m ON m.organization_id = :organization_id AND m.person_id = c.person_id
    CROSS JOIN LATERAL (
      SELECT max(f.effective_on) FILTER (WHERE f.type = 2),
             max(f.effective_on) FILTER (WHERE f.type = 2 AND f.command_rung),
             max(f.effective_on) FILTER (WHERE f.type IN (2, 3) AND f.command_post),
             max(f.effective_on) FILTER (WHERE f.type = 4 AND f.command_post)
      FROM career_fact f
      WHERE f.organization_id = :organization_id AND f.person_id = c.person_id AND NOT f.superseded
        AND f.effective_on <= :today::date
    ) came
    WHERE c.last_on > :today::date
  ) record
  GROUP BY person_id
)
SELECT r.is_total AS _is_total, COALESCE(r.key, r.key_id::text) AS key, count(*) AS enrolled, count(*) FILTER (WHERE r.completed) AS completed,
       count(*) FILTER (WHERE r.graduated) AS graduated,
       count(*) FILTER (WHERE greatest(c.promoted_on, o.promoted_on) > r.graduated_on) AS promoted,
       count(*) FILTER (WHERE greatest(c.command_promoted_on, c.command_appointed_on, o.command_promoted_on,
                                       o.command_appointed_on) > r.graduated_on) AS in_command,
       count(*) FILTER (WHERE greatest(c.command_acting_on, o.command_acting_on) > r.graduated_on) AS in_acting_command,
       count(*) FILTER (WHERE r.graduated AND r.graduated_on IS NULL) AS graduated_day_unknown
FROM reached r
LEFT JOIN career c ON c.person_id = r.person_id AND c.last_on <= :today::date
LEFT JOIN other_career o ON o.person_id = r.person_id
GROUP BY r.is_total, r.key, r.key_id
ORDER BY r.is_total, r.key IS NULL AND r.key_id IS NULL, substring(r.key FROM '^[0-9]+')::numeric, r.key COLLATE "C", r.key_id
LIMIT :limit
