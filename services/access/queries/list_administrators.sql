-- Whom an organization's openings are told to.
SELECT unnest(administrators_of(:organization_id, :now::timestamptz)) AS account_id
