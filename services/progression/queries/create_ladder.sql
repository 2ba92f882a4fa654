-- Creates a ladder.
{{record}}
INSERT INTO ladder (organization_id, ladder_id, external_id, title, create_time)
VALUES (:organization_id, :ladder_id::uuid, :external_id, :title, :create_time::timestamptz)
