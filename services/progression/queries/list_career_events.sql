-- A page of career events by day and id. Type 10 is VOIDED.
SELECT * FROM career_event_record
WHERE _organization_id = :organization_id
  AND (:after_day::date IS NULL
       OR (effective_on, _career_event_id) > (:after_day::date, :after_id::uuid))
  AND (:effective_from::date IS NULL OR effective_on >= :effective_from::date)
  AND (:effective_until::date IS NULL OR effective_on <= :effective_until::date)
  AND (:external_id::text IS NULL OR external_id = :external_id::text)
  AND (:by_participant::boolean IS FALSE OR _participant_id = ANY ((SELECT records_of_person(:participant_id::uuid))::uuid[]))
  AND (:by_unit::boolean IS FALSE OR _unit_id = :unit_id::uuid)
  AND (:by_rung::boolean IS FALSE
       OR _rung_id = (SELECT coalesce(:rung_id::uuid,
           (SELECT rung_id FROM rung WHERE organization_id = :organization_id AND external_id = :rung_external_id))))
  AND (:by_post::boolean IS FALSE
       OR _post_id = (SELECT coalesce(:post_id::uuid,
           (SELECT post_id FROM post WHERE organization_id = :organization_id AND external_id = :post_external_id))))
  AND (:type::smallint IS NULL OR type = :type::smallint)
  AND (:superseded::boolean IS NULL OR (_superseded_by_id IS NOT NULL OR type = 10) = :superseded::boolean)
ORDER BY effective_on, _career_event_id
LIMIT :limit
