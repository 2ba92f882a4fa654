-- Makes a programme.
INSERT INTO programme (organization_id, programme_id, external_id, title, donor_references, course_ids,
                       content_digest, version, create_time, update_time)
VALUES (:organization_id, :programme_id::uuid, :external_id, :title, :donor_references::text[], :course_ids::uuid[],
        :content_digest::uuid, 1, :now::timestamptz, :now::timestamptz)
