-- Notes which enrolments have a graduation event.
INSERT INTO graduation (organization_id, enrolment_id, credential_id, graduated_on)
SELECT DISTINCT ON (e.enrolment_id)
       :organization_id, e.enrolment_id, NULLIF(e.credential_id, '')::uuid, NULLIF(e.graduated_on, '')::date
FROM unnest(:enrolment_id::uuid[], :credential_id::text[], :graduated_on::text[])
  AS e(enrolment_id, credential_id, graduated_on)
ORDER BY e.enrolment_id
ON CONFLICT (organization_id, enrolment_id) DO NOTHING
