-- Founds an organization.
{{record}}
INSERT INTO organization (organization_id, display_name, kind, country, time_zone, languages, min_cell, version,
                          create_time, update_time)
VALUES (:organization_id, :display_name, :kind, :country, :time_zone, :languages::text[], :min_cell, 1,
        :recorded_at::timestamptz, :recorded_at::timestamptz)
