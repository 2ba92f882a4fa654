problem-account-disabled = The account is disabled. Enable it first.
problem-attendance-not-met = The attendance that the course requires is not reached.
problem-audit-diff-erased = The person’s records were erased, and with them the key: nobody can open this any more.
problem-behind-parked = An earlier event of this record goes first.
problem-body-too-large = That is too much at once. Send it in parts.
problem-capacity-below-seats = More seats than that are taken already.
problem-code-wrong = The code is wrong or too old. Look at the clock of the device and try the next one.
problem-cohort-begun = The cohort has begun: it stays on the version of its course.
problem-cohort-full = The cohort has no free seat. Give it more seats, or put the person on the waiting list.
problem-cohort-not-open = The cohort takes no enrolments now. Open it first, if it is planned.
problem-cohort-not-run = The cohort has to be running or closed for that.
problem-concurrent-change = Another change came in between. Try again.
problem-credential-revoked = This credential is revoked already.
problem-deadline-exceeded = It took too long. Try again in a minute.
problem-delivery-not-parked = This delivery has not been given up: it waits, or was delivered.
problem-disclosure-lowered = This limit can only be raised: a lower one would show what was withheld until now.
problem-email-kept = Who administers accounts changes the e-mail address. Ask them.
problem-email-missing = The account has no e-mail address. Fill one in, or make a link and hand it over.
problem-enrolment-open-unique = This person is enrolled in the cohort already.
problem-etag-mismatch = Somebody changed this in between, and nothing was saved. Look at it as it is now, then change it again.
problem-event-of-another-person = That career step is of another person.
problem-event-still-fails = It still cannot be applied, and stays. Its cause has to be mended first.
problem-event-superseded = That career step was corrected already. Correct the newer one.
problem-field-invalid = Something is not accepted as it was filled in. The service says: { $detail }
problem-grant-ended = This role was ended already.
problem-instructor-ended = This account does not teach the cohort any more.
problem-internal = Something went wrong at Waymark. If it happens again, tell who administers it.
problem-last-administrator = Nobody would be left to give roles. Make somebody else administrator first.
problem-link-invalid = The link was used, has ended, or is not whole. Ask for a new one.
problem-lock-timeout = Another change is under way. Try again in a moment.
problem-mail-not-configured = Waymark sends no e-mail here. Make a link and hand it over.
problem-mail-not-parked = This e-mail has not been given up: it was sent, waits, or is not wanted any more.
problem-not-an-instructor = This account has not the role of an instructor here. Who administers accounts can give it.
problem-not-enrolled = This person never took part in the cohort.
problem-not-graduated = A credential is issued to who has graduated, and this person has not.
problem-oidc-attempt-unknown = This sign-in was ended before, or took longer than ten minutes. Begin again.
problem-oidc-code-refused = The provider did not confirm this sign-in. Begin again.
problem-oidc-not-configured = There is no account of another provider here. Sign in with user name and password.
problem-oidc-not-linked = The provider knows you, but no account here is linked with that. Ask who administers Waymark.
problem-oidc-state-wrong = What came back from the provider is not of this sign-in. Begin again.
problem-oidc-subject-kept = Who administers accounts says who you are at the provider. Ask them.
problem-oidc-token-invalid = What the provider says of this sign-in is not accepted. Tell who administers Waymark.
problem-opening-ended = This opening has ended already.
problem-outcome-unknown = It is not known whether this was saved. Load the page again to see, before you try again.
problem-outside-reach = That lies outside the units you administer. Choose a unit within them, on both ends.
problem-participant-closed = This person is deceased or their record was erased.
problem-participant-has-merged = Other records are merged into the one that would not stay. Let that one stay, or take those back first.
problem-participant-merged = This record is merged into another. Use the one that stands for the person.
problem-participant-not-merged = This record is merged into none: it was taken back already.
problem-participant-not-open = This person is deceased or their record was erased.
problem-participant-not-protected = This person is not protected: you see their whole record as it is.
problem-password-missing = The password now is missing.
problem-password-weak = This would soon be guessed. Take four or more words that have nothing to do with each other, and not your user name.
problem-password-wrong = The password now is wrong.
problem-permission-denied = None of your roles permits this. Who administers accounts can change that.
problem-protection-differs = The record that would not stay is marked as to be protected, and the one that stays is not. Mark that one first, or let the other one stay.
problem-provider-unreachable = Your organization’s sign-in does not answer. Try again in a minute.
problem-provider-unusable = Your organization’s sign-in does not work as it should. Tell who administers Waymark.
problem-reference-not-found = What is named here is not there, or not for you to see.
problem-resource-exists = Another record has this already.
problem-resource-not-found = This is not there, or not for you to see.
problem-session-too-old = You signed in more than five minutes ago. Sign out, sign in again, and do this at once.
problem-sign-in-refused = The user name, the password or the code is wrong.
problem-state-change-not-allowed = This state cannot follow the present one. Read the page again to see the present one.
problem-token-invalid = What this page knows is too old. Load it again.
problem-too-many-codes = Too many wrong codes for this account. Use a recovery code, or wait an hour. If it was not you, set another password.
problem-too-many-failures =
    { $minutes ->
        [one] Too many wrong attempts. Wait a minute and try again.
       *[other] Too many wrong attempts. Wait { $minutes } minutes and try again.
    }
problem-too-many-links =
    { $minutes ->
        [one] Links were asked for too often from here. Wait a minute and try again.
       *[other] Links were asked for too often from here. Wait { $minutes } minutes and try again.
    }
problem-too-many-merged = 20 records are merged into this one already, as many as there may be.
problem-too-many-subscribers = As many follow the outcomes as may at once. Close another page that does, or try again later.
problem-too-many-webhooks = There are 20 webhooks already, as many as there may be. Delete one that is not used.
problem-totp-holds = Two steps are on already. An administrator can take that back.
problem-totp-not-begun = Set up two steps from the beginning.
problem-unit-below-closed = The unit belongs to a closed one. Open that one first.
problem-unit-below-itself = A unit cannot be put below itself.
problem-unit-closed = The unit is closed. Choose one that is open.
problem-unit-has-open-children = The unit has open units below it. Close or move them first.
problem-webhook-disabled = The webhook is switched off. Switch it on first.
