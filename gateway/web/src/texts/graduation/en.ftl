nav-credentials = Credentials
graduation-not-run = This cohort cannot graduate now
graduation-lead = Nothing is recorded until you confirm. Below is what would become of everybody on the day you choose.
graduation-day = Day of the graduation
graduation-day-hint = Leave it empty for today.
graduation-nobody = Nobody is enrolled
graduation-nobody-text = Enrol people in the cohort first.
graduation-none-ready = On this day nobody meets the rule who has not graduated before.
graduation-do =
    { $count ->
        [one] Graduate one person
       *[other] Graduate { $count } people
    }
graduation-confirm = Their enrolments end as graduated and each gets a credential with a number. The others stay as they are, and can graduate later.
graduation-done =
    { $count ->
        [one] { $name }: one person has graduated.
       *[other] { $name }: { $count } people have graduated.
    }
graduation-would = Would graduate: { $count }
graduation-decided-graduated = Graduated: { $count }
graduation-decided-rule-not-met = Do not pass: { $count }
graduation-decided-already-graduated = Graduated before: { $count }
graduation-decided-state-not-eligible = Not taking part: { $count }
graduation-why = What is missing
graduation-reason = { $required }: { $actual }.
graduation-attended = attended { $actual } of all sessions
graduation-to-come =
    { $count ->
        [one] One session is still to come. It counts as not attended until it is held.
       *[other] { $count } sessions are still to come. They count as not attended until they are held.
    }
graduation-credential = Credential
graduation-credentials = Credentials
graduation-credentials-lead = Each has a number, by which it is found.
graduation-number = Number of the credential
graduation-find = Find
graduation-says = What it says
graduation-issued = Issued
graduation-until = Valid until
graduation-credential-valid = Valid
graduation-credential-ended = Ended
graduation-credential-revoked = Revoked
graduation-revoke = Revoke
graduation-revoke-title = Revoke { $number }?
graduation-revoke-text = The credential of { $name } is no longer valid from today on. This cannot be taken back, and the reason is recorded.
graduation-revoked = { $number } is revoked.
graduation-no-credentials = There is no credential to show
graduation-no-credentials-text = Credentials are issued by the graduation of a cohort.
graduation-no-such-number = None has this number. Empty the field to see all.
