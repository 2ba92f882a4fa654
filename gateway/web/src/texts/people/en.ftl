nav-people = People
people-title = People
people-lead = Everybody whose training and career are recorded here, as far as your role reaches.
people-person-title = Person
people-new-title = Register a person
people-new-lead = Only the name is needed. What is not known yet can be added later.
people-edit-title = Change the record
people-register = Register
people-registered = { $name } is registered.
people-edit = Edit
people-back = Back to the person
people-yes = Yes
people-no = No

## The list
people-filters = Narrow the list
people-search = Name or number
people-unit-below = Unit and all below
people-state = Standing
people-order = Order
people-order-recorded = As recorded
people-order-name = By name (without hidden names)
people-all = All
people-clear = Take all filters away
people-none = Nobody is registered yet
people-none-text = Register the first person here, or import many with the command line: waymark import participants.
people-none-reach = Your role reaches nobody yet: you see those of your unit, your cohorts or your mentees.
people-none-so = Nobody matches these filters
people-none-so-text = The name has to begin with what you typed, and the number has to be whole. Names that are hidden from you are not found by name.
people-find-hint = Words of the name in any order, or the whole number.

## A person
people-field-displayname = Name
people-field-givenname = Given name
people-field-familyname = Family name
people-field-patronymic = Patronymic
people-field-sex = Sex
people-field-birthdate = Born
people-field-externalid = Number
people-field-unit = Unit
people-field-joinedon = Joined on
people-field-emails = E-mail addresses
people-field-phones = Telephone numbers
people-field-address = Postal address
people-field-protected = To be protected whatever the age
people-part-name = Name
people-part-person = Person
people-part-service = Service
people-part-contact = Contact
people-hint-name = As the person writes it. A single name is enough.
people-hint-born = As precise as it is known: the year alone is enough.
people-hint-number = For example the service number. It cannot be changed later.
people-hint-unit = The beginning of its name. Only units in use are found.
people-hint-joined = The whole day, or nothing.
people-hint-lines = One on each line, the preferred one first.
people-hint-protected = For survivors of violence, witnesses and others who come to harm where they are named. Minors are protected anyway.
people-estimated = The date of birth is estimated
people-about-date = about { $date }
people-born = born { $date }
people-since = since { $day }
people-field-othernames = Other names
people-other-numbers = Numbers in other systems
people-gender = Gender, in their own words
people-field-guardians = Guardians
people-field-consents = Agreed to
people-other-name = Name
people-other-name-number = Other name { $number }
people-other-name-add = Add another name
people-script = Script
people-hint-othernames = The name in other scripts, a name at birth, names used before.
people-hint-script = Four letters of ISO 15924, for example Cyrl, Geor or Latn.
people-guardian-number = Guardian { $number }
people-guardian-add = Add a guardian
people-relation = What they are to the person
people-hint-relation = For example mother, brother or legal guardian.
people-hint-guardians = Who stands for the person while they are a minor.
people-consent-number = Consent { $number }
people-consent-add = Add a consent
people-consent-purpose = Purpose
people-hint-purpose = What the data may be used for, for example evaluation.
people-consent-basis = Lawful basis
people-hint-basis = For example consent or public task.
people-consent-given-by = Given by
people-hint-given-by = Empty: the person. Else for example the guardian.
people-consent-given-on = Given on
people-consent-expires-on = Holds until
people-consent-withdrawn-on = Withdrawn on
people-hint-consents = What the person, or a guardian, agreed to. Of what is withdrawn, enter the day and leave it here.
people-consent-by = given by { $name }
people-consent-withdrawn = withdrawn { $day }
people-take-away = Take away: { $what }
people-attributes = Attributes
people-recorded = Recorded
people-changed = Last changed
people-sex-female = Female
people-sex-male = Male
people-sex-unspecified = Not known
people-sex-not-applicable = Not applicable
people-state-active = Active
people-state-left = Left
people-state-deceased = Deceased
people-state-erased = Erased
people-state-hint-active = With the organization.
people-state-hint-left = No longer with the organization. The record stays.
people-state-hint-deceased = The training is over. The career can still be completed and corrected.
people-state-change = Change the standing
people-state-reason = Why
people-state-reason-hint = In a few words, for who reads the record. Not about health or private matters.
people-state-changed = The standing is changed.

## Protected persons
people-protected = Protected
people-name-hidden = Hidden name ({ $number })
people-name-erased = Erased ({ $number })
people-hidden = Parts of this record are hidden
people-hidden-text = This person is protected. Name, birth, contact and more are not shown to your role. If a case needs them, you can open the record for an hour: the administrators are told at once, and it stays in the log.
people-open = Open the record
people-open-title = Open a protected record
people-open-text = For 60 minutes you see the whole record. Who opened it, when and why is told to the administrators and kept.
people-open-reason = At least 10 characters. Do not name the person: those who read it see no persons.
people-case = Case number
people-opened = Open to you until { $time }
people-opened-text = Opened for case { $case }. Close it as soon as you have what you need.
people-close = Close the record
people-redacted-edit = Parts of this record are hidden from you: it can be changed by those who see it whole.

## Two records of one person
people-merge = Merge with another record…
people-merge-title = Merge two records of one person
people-merge-lead = Where somebody was recorded twice, one record stays and the other is merged into it. Nothing is deleted or moved: training, credentials and career of both are shown and counted as one person’s, and it can be taken back.
people-merge-other = The other record
people-merge-same = This is the same record. Choose another one.
people-merge-already = This record is merged into another already. Choose the one that stands for the person.
people-compared = The two records side by side
people-compared-mark = Compared
people-compared-same = the same
people-compared-differs = differs
people-compared-alone = in one of them alone
people-compared-hidden = hidden from you
people-merge-which = Which record stays?
people-merge-choice = { $stays } stays, { $goes } is merged into it
people-merge-since = The one that stays was recorded { $time }.
people-merge-stays = Stays: { $which }
people-merge-goes = Is merged: { $which }
people-merge-do = Merge
people-merge-done = { $goes } is merged into { $stays }.
people-merge-changed = Somebody changed one of them in between. Both are shown as they are now: look again, then merge.
people-merged = Merged
people-merged-title = This record is merged into another
people-merged-text = It is kept as it was recorded, and nothing of it is changed any more. Training and career of both are shown together. The record that stands for the person:
people-merged-edit = This record is merged into another, and nothing of it is changed any more. Change the one that stands for the person.
people-unmerge = Take the merging back
people-unmerge-title = Take the merging back?
people-unmerge-text = { $name } stands for a person of its own again, with all that was recorded for it, in the unit where it is now. Training and career of the two are counted apart again.
people-unmerge-done = The merging is taken back.
people-also = Also recorded as

## Timeline
people-tabs = Parts of the record
people-tab-timeline = Timeline
people-tab-training = Training
people-tab-career = Career
people-tab-record = Record
people-timeline-none = Nothing has happened yet
people-timeline-none-text = Enrolments, results, credentials, mentors and steps of the career appear here from the first on.
people-no-day = Without a day
people-kind-service = Service
people-kind-training = Training
people-kind-result = Results
people-kind-credential = Credential
people-kind-mentoring = Mentoring
people-kind-career = Rank and post
people-joined = Joined the organization
people-enrolled = Enrolled: { $course }
people-results =
    { $count ->
        [one] One result
       *[other] { $count } results
    }
people-score = { $score } of { $most }
people-passed = passed
people-failed = not passed
people-not-submitted = not submitted
people-credential = Credential: { $title }
people-credential-revoked = Revoked: { $title }
people-valid-until = valid until { $day }
people-order-number = order { $number }
people-mentored = A mentor accompanies
people-mentored-until = The mentorship ended
people-mentorship-proposed = Proposed
people-mentorship-pending-acceptance = Waiting for acceptance
people-mentorship-active = Under way
people-mentorship-paused = Paused
people-mentorship-goals-met = Goals met
people-mentorship-ended-on-term = Ended on its term
people-mentorship-re-paired = Another mentor instead
people-mentorship-dissolved = Dissolved
people-mentorship-voided = Recorded by mistake

## Training
people-training-none = No training is recorded
people-training-none-text = It begins with an enrolment in a cohort.
people-enrolled-on = enrolled on { $day }
people-all-results = All results
people-attempt = attempt { $attempt }
people-attendance = { $attended } of { $sessions } sessions attended, { $missed } missed, { $excused } excused.
people-may-miss =
    { $count ->
        [0] No more sessions may be missed.
        [one] One more session may be missed.
       *[other] { $count } more sessions may be missed.
    }
people-may-miss-over =
    { $count ->
        [one] One session too many was missed.
       *[other] { $count } sessions too many were missed.
    }
people-required-attendance = Attendance of at least { $required } %
people-required-score = { $title }: at least { $required }
people-required-total = Total of at least { $required } %
people-standing-met = Met
people-standing-on-track = On track
people-standing-at-risk = At risk
people-standing-out-of-reach = Out of reach
people-standing-closed = Closed
people-standing-unspecified = Not known
people-enrolment-applied = Applied
people-enrolment-waitlisted = On the waiting list
people-enrolment-accepted = Accepted
people-enrolment-rejected = Rejected
people-enrolment-active = Taking part
people-enrolment-suspended = Interrupted
people-enrolment-completed = Completed
people-enrolment-graduated = Graduated
people-enrolment-failed = Not passed
people-enrolment-withdrawn = Withdrawn
people-enrolment-dropped-out = Dropped out
people-enrolment-transferred = Moved to another cohort
people-enrolment-expelled = Expelled
people-enrolment-no-show = Never came
people-enrolment-deceased = Deceased
people-enrolment-voided = Recorded by mistake

## Career
people-promote = Record a career step
people-career-none = No step of a career is recorded
people-career-none-text = Record the first one, for example the entry into service.
people-career-none-reach = Those who decide on careers record them.
people-career-events = Steps of the career
people-career-superseded = Corrected
people-career-automatic = Automatic
people-career-correct = Correct
people-career-correct-this = Correct: { $what }, { $day }
people-career-finding =
    { $count ->
        [0] { $rung } since { $day }.
        [one] { $rung } since { $day }, after one change of rank.
       *[other] { $rung } since { $day }, after { $count } changes of rank.
    }
people-career-finding-none = No rank is held today.
people-career-about = Steps that stand, as of { $day }. Squares above: credentials.
people-career-hire = Entered service
people-career-promotion = Promotion
people-career-appointment = Appointment
people-career-acting-appointment = Acting appointment
people-career-transfer = Transfer
people-career-secondment = Secondment
people-career-demotion = Demotion
people-career-suspension = Suspension from duty
people-career-separation = Left service
people-career-voided = It never happened
people-day = Day
people-what = What
people-rung = Rank
people-post = Post
people-title-of = Title
people-from = From
people-until = Until
people-until-now = today
people-acting = acting
people-order-reference = Order number

## Who looked at it
people-log-title = Who looked at it
people-log-lead = Each change of this person’s records, and each reading of a protected record. Nothing here can be changed.
people-log-show = Show
people-log-all = Everything
people-log-readings = Readings of the record
people-log-changes = Changes of the record
people-log-none = Nothing is in the log
people-log-none-text = The log has changes some seconds after they were made, and readings of protected persons only.
people-log-when = When
people-log-who = Account
people-log-nobody = Nobody signed in
people-log-detail = Why, or what changed
people-log-sealed = Sealed
people-log-from = From
people-log-record-read = Record read
people-log-participant-registered = Registered
people-log-participant-updated = Record changed
people-log-participant-merged = Merged into another record
people-log-participant-unmerged = Merging taken back
people-log-participant-graduated = Graduated
people-log-participant-glass-broken = Protected record opened
people-log-participant-opening-closed = Protected record closed
people-log-enrolment-state-changed = Enrolment changed
people-log-credential-issued = Credential issued
people-log-credential-revoked = Credential revoked
people-log-career-hired = Entered service
people-log-career-promoted = Promoted
people-log-career-appointed = Appointed
people-log-career-transferred = Transferred
people-log-career-acting-appointed = Appointed, acting
people-log-career-seconded = Seconded
people-log-career-demoted = Demoted
people-log-career-suspended = Suspended
people-log-career-separated = Left service
people-log-career-voided = Taken back
people-log-mentorship-started = Mentorship began
people-log-mentorship-ended = Mentorship ended
people-log-mentorship-changed = Mentorship changed
