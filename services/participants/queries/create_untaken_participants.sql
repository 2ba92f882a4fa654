-- Registers persons; those whose id or external id is taken are left out.
{{create_participants}}
ON CONFLICT DO NOTHING
RETURNING participant_id
