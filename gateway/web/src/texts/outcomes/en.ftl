nav-outcomes = Live outcomes
outcomes-title = Live outcomes
outcomes-lead = Graduations and promotions as they are recorded. No names of people are sent here.
outcomes-filters = What is followed
outcomes-kind = What
outcomes-kind-usual = Graduations and promotions
outcomes-kind-graduations = Graduations
outcomes-kind-promotions = Promotions
outcomes-kind-posts = Appointments to posts
outcomes-kind-credentials = Credentials
outcomes-kind-all = All outcomes
outcomes-programme = Programme
outcomes-programme-all = All programmes
outcomes-programme-hint = With a programme only what belongs to its courses comes: no promotions.
outcomes-unit = Unit and those below it
outcomes-unit-all = All units

## How it stands
outcomes-phase-connecting = Connecting
outcomes-phase-live = Live
outcomes-phase-again = Connecting again
outcomes-phase-ended = Ended
outcomes-paused =
    { $count ->
        [one] Paused, one is waiting
       *[other] Paused, { $count } are waiting
    }
outcomes-pause = Pause
outcomes-resume = Go on
outcomes-again-text = The connection is lost and is tried again by itself. What happens meanwhile comes afterwards; nothing is missed.
outcomes-lost = Where this list was could not be found again. It has begun anew with the last outcomes.
outcomes-since = Begun { $time } with the last outcomes until then; what came since is above them.
outcomes-left =
    { $count ->
        [one] The newest { $shown } are shown; one older is no longer here.
       *[other] The newest { $shown } are shown; { $count } older are no longer here.
    }
outcomes-none = There are no outcomes yet
outcomes-none-text = What is recorded from now on appears here by itself. Leave the page open, or choose more kinds of outcomes.
outcomes-announced =
    { $count ->
        [one] New: { $last }
       *[other] { $count } new outcomes, the last: { $last }
    }

## The list
outcomes-list = Outcomes, the newest first
outcomes-what = What
outcomes-about = Of what
outcomes-day = Holds since
outcomes-recorded = Recorded
outcomes-person = Person
outcomes-open = Record …{ $id }
outcomes-command = command
outcomes-corrects = corrects an earlier record
outcomes-type-participant-graduated = Graduation
outcomes-type-credential-issued = Credential issued
outcomes-type-credential-revoked = Credential revoked
outcomes-type-career-hired = Hired
outcomes-type-career-promoted = Promotion
outcomes-type-career-appointed = Appointment
outcomes-type-career-acting-appointed = Acting appointment
outcomes-type-career-transferred = Transfer
outcomes-type-career-seconded = Secondment
outcomes-type-career-demoted = Demotion
outcomes-type-career-suspended = Suspension
outcomes-type-career-separated = Separation
outcomes-type-career-voided = Taken back
