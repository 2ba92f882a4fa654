nav-cohorts = Cohorts
cohorts-title = Cohorts
cohorts-lead = Each run of a course: who takes part, how they stand, and what has to be recorded.
cohorts-cohort = Cohort
cohorts-state = State
cohorts-state-any = All
cohorts-starts = First day
cohorts-ends = Last day
cohorts-capacity = Seats
cohorts-capacity-hint = Leave it empty for no limit.
cohorts-name = Name of the cohort
cohorts-create = Make the cohort
cohorts-none = There is no cohort to show
cohorts-none-text = A cohort is one run of a course: it is made on the course’s page. If you teach, you see the cohorts that you were assigned to.
cohorts-none-filtered = No cohort is in this state. Choose “All” to see the others.
cohorts-without-title = Cohort without a name
cohorts-name-hidden = Name not shown
cohorts-parts = Pages of this cohort
cohorts-part-people = People
cohorts-part-enrol = Enrol
cohorts-part-attendance = Attendance
cohorts-part-results = Results
cohorts-part-graduation = Graduation
cohorts-part-sessions = Sessions
cohorts-part-settings = About the cohort
cohorts-close = Close
cohorts-actions = Actions

## States of a cohort
cohorts-state-planned = Planned
cohorts-state-open = Open
cohorts-state-running = Running
cohorts-state-closed = Closed
cohorts-state-cancelled = Cancelled
cohorts-state-changed = { $name }: { $state }.
cohorts-move-open = Open for enrolment
cohorts-move-running = Begin
cohorts-move-closed = Close
cohorts-move-cancelled = Cancel the cohort
cohorts-moved-open = People can be enrolled from now on. The cohort does not go back to being planned.
cohorts-moved-running = The cohort is under way from now on, and its completion rule is fixed.
cohorts-moved-closed = The course is over. Who met the rule can still be graduated.
cohorts-moved-cancelled = The cohort does not take place. This cannot be taken back.
cohorts-no-moves = No other state may follow this one.

## States of an enrolment
cohorts-enrolment-applied = Applied
cohorts-enrolment-waitlisted = On the waiting list
cohorts-enrolment-accepted = Accepted
cohorts-enrolment-rejected = Rejected
cohorts-enrolment-active = Active
cohorts-enrolment-suspended = Suspended
cohorts-enrolment-completed = Completed
cohorts-enrolment-graduated = Graduated
cohorts-enrolment-failed = Not passed
cohorts-enrolment-withdrawn = Withdrawn
cohorts-enrolment-dropped-out = Dropped out
cohorts-enrolment-transferred = Transferred
cohorts-enrolment-expelled = Expelled
cohorts-enrolment-no-show = Never came
cohorts-enrolment-deceased = Deceased
cohorts-enrolment-voided = Recorded by mistake
cohorts-since = since { $day }

## How far from the rule
cohorts-standing = Standing
cohorts-standing-met = Rule met
cohorts-standing-on-track = On track
cohorts-standing-at-risk = At risk
cohorts-standing-out-of-reach = Out of reach
cohorts-standing-closed = Not in progress
cohorts-standing-risk = At risk or out of reach
cohorts-at-risk =
    { $count ->
        [one] One person at risk
       *[other] { $count } persons at risk
    }
cohorts-attendance = Attendance
cohorts-may-miss = May still miss
cohorts-may-miss-more =
    { $count ->
        [0] None may be missed any more.
        [one] One more may be missed.
       *[other] { $count } more may be missed.
    }
cohorts-sessions-so-far = Of { $sessions } sessions: attended { $attended }, missed { $missed }, excused { $excused }.
cohorts-no-requirements = The course requires nothing more than taking part.
cohorts-rule-attendance = Attendance of at least { $required }
cohorts-rule-assessment = At least { $required } points in { $title }
cohorts-rule-submitted = { $title } passed
cohorts-rule-total = A total of at least { $required }
cohorts-rule-enrolled = Enrolled by the day of the graduation
cohorts-rule-an-assessment = an assessment
cohorts-rule-actual = so far { $actual }
cohorts-rule-nothing-yet = nothing recorded yet

## The people
cohorts-person = Name
cohorts-number = Number
cohorts-filter = Choose who is shown
cohorts-find = Name or number
cohorts-seats = Seats taken: { $taken }
cohorts-seats-of = Seats taken: { $taken } of { $capacity }
cohorts-shown = { $shown } of { $all } shown
cohorts-nobody = Nobody is enrolled yet
cohorts-nobody-text = Enrol people by searching for them or by pasting a list of their numbers.
cohorts-nobody-found = Nobody matches this choice
cohorts-nobody-found-text = Choose another state or standing, or fewer letters.

## Another state
cohorts-person-page = Open the person’s page
cohorts-change-state = Change the state
cohorts-new-state = New state
cohorts-state-on = Day of the change
cohorts-state-on-hint = Leave it empty for today.
cohorts-graduate-hint = “Graduated” is reached by the graduation of the cohort.
cohorts-exit-reason = Why it ended
cohorts-exit-usual = The usual reason for this state
cohorts-exit-dropout = Stopped coming
cohorts-exit-expelled = Expelled
cohorts-exit-transferred = Transferred
cohorts-exit-withdrawn = Withdrew
cohorts-exit-no-show = Never came
cohorts-exit-died = Died or is permanently incapacitated
cohorts-exit-invalid = The enrolment was a mistake
cohorts-exit-other = Another reason

## Enrolling many
cohorts-enrol-list = Numbers of the people
cohorts-enrol-list-hint = One a line. A column or a table pasted from a spreadsheet will do: its first column is read.
cohorts-enrol-search = Or find them by name
cohorts-enrol-search-hint = Each one chosen is added below.
cohorts-enrol-chosen = Chosen by name
cohorts-enrol-drop = Leave out { $name }
cohorts-enrol-state = Enrol them as
cohorts-enrol-state-hint = “Active” and “Accepted” take a seat, “Applied” does not.
cohorts-enrolled-on = Day of the enrolment
cohorts-enrol-do =
    { $count ->
        [0] Enrol
        [one] Enrol one person
       *[other] Enrol { $count } people
    }
cohorts-enrolling = Enrolling…
cohorts-answers = What became of each line
cohorts-answers-count = Enrolled: { $enrolled }. Not enrolled: { $others }.
cohorts-answer-line = Line
cohorts-answer = Answer
cohorts-outcome-enrolled = Enrolled
cohorts-outcome-already = Enrolled already
cohorts-outcome-twice = Twice in the list
cohorts-outcome-unknown = No such person
cohorts-outcome-full = The cohort is full

## Who teaches
cohorts-instructors = Instructors
cohorts-instructor = Account
cohorts-teaches = { $name } teaches this cohort now.
cohorts-teaches-since = Since
cohorts-teaches-until = Until
cohorts-teaching-begin = Add an instructor
cohorts-teaching-end = End teaching
cohorts-teaching-end-text = From now on this account sees and records nothing more of the cohort.
cohorts-user-name = User name
cohorts-user-name-hint = The account needs the role of an instructor in this organization.
cohorts-no-instructors = Nobody teaches this cohort yet
cohorts-no-instructors-text = Instructors see the cohorts that they are assigned to, and no others.
