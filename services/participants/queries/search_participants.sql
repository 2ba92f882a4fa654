-- A page of the persons in whose names there is a word for each that is asked for, which begins
-- with it: in the order of the one whose beginning is the rarest, so first those who have just
-- that word. Before them whose external id it is. Of those who are protected on the day
-- `:hidden_on`, only whom the caller knows by name are found by it.
WITH RECURSIVE asked AS MATERIALIZED (
  -- How many there are, as far as telling them apart is worth it.
  SELECT a.word, a.mark, (SELECT count(*) FROM (SELECT FROM participant_word w
                                        WHERE w.organization_id = :organization_id
                                          AND w.word >= a.word AND w.word <= a.word || U&'\+10FFFF'
                                        LIMIT 2000) AS counted) AS persons
  FROM asked_words(:query::text) AS a
), rarest AS MATERIALIZED (
  SELECT word, mark FROM asked ORDER BY persons, length(word) DESC, word LIMIT 1
), subtree AS (
  SELECT unit_id FROM unit
  WHERE organization_id = :organization_id AND (unit_id = :unit_id::uuid OR external_id = :unit_external_id::text)
  UNION
  SELECT child.unit_id FROM unit_parent_today child
  JOIN subtree ON child.organization_id = :organization_id AND child.parent_id = subtree.unit_id
), by_external_id AS MATERIALIZED (
  SELECT participant_id FROM participant WHERE organization_id = :organization_id AND external_id = :query::text
), by_name AS MATERIALIZED (
  SELECT w.word, w.participant_id
  FROM participant_word w
  CROSS JOIN LATERAL (
    -- One by one by their index, in the order of the words.
    SELECT FROM participant p
      CROSS JOIN LATERAL (
        SELECT ' ' || folded_name(all_names(p.display_name, p.given_name, p.family_name, p.patronymic, p.other_names)) AS folded
        OFFSET 0
      ) AS names
    WHERE p.organization_id = :organization_id AND p.participant_id = w.participant_id
      AND (:sex::smallint IS NULL OR p.sex = :sex::smallint)
      AND (:state::smallint IS NULL OR p.state = :state::smallint)
      AND (:show_merged::boolean OR p.merged_into_id IS NULL)
      AND (:unit_id::uuid IS NULL AND :unit_external_id::text IS NULL OR p.unit_id = ANY (ARRAY(SELECT unit_id FROM subtree)))
      AND (:hidden_on::date IS NULL OR p.protected_before IS NULL OR p.protected_before <= :hidden_on::date
           OR p.unit_id = ANY (:named_units::uuid[]) OR p.participant_id = ANY (:named_persons::uuid[]))
      AND NOT EXISTS (SELECT FROM asked WHERE position(asked.mark IN names.folded) = 0)
      -- Once, by the first of their words that begins with the rarest.
      AND (position((SELECT mark FROM rarest) IN substr(names.folded, position((SELECT mark FROM rarest) IN names.folded) + 1)) = 0
           OR w.word = (SELECT min(own.word) FROM search_words(names.folded) AS own(word)
                        WHERE starts_with(own.word, (SELECT word FROM rarest))))
    LIMIT 1
  ) AS passes
  WHERE w.organization_id = :organization_id
    AND w.word >= (SELECT word FROM rarest) AND w.word <= (SELECT word FROM rarest) || U&'\+10FFFF'
    AND (w.word, w.participant_id) > (coalesce(:after_word::text, ''),
                                      coalesce(:after::uuid, '00000000-0000-0000-0000-000000000000'))
    AND w.participant_id <> ALL (ARRAY(SELECT participant_id FROM by_external_id))
  ORDER BY w.word, w.participant_id
  LIMIT :limit
)
SELECT found.*, page.word AS _word
FROM (SELECT '' AS word, participant_id FROM by_external_id WHERE :after::uuid IS NULL
      UNION ALL
      SELECT word, participant_id FROM by_name) AS page
CROSS JOIN LATERAL (
  SELECT * FROM participant_record p
  WHERE p._organization_id = :organization_id AND p._participant_id = page.participant_id
    AND (page.word <> '' OR
         (:sex::smallint IS NULL OR p.sex = :sex::smallint)
         AND (:state::smallint IS NULL OR p.state = :state::smallint)
         AND (:unit_id::uuid IS NULL AND :unit_external_id::text IS NULL
              OR p._unit_id = ANY (ARRAY(SELECT unit_id FROM subtree))))
  LIMIT 1
) AS found
ORDER BY page.word, page.participant_id
LIMIT :limit
