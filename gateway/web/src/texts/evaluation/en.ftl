nav-evaluation = Programmes
evaluation-title = Programmes in figures
evaluation-lead = How many came how far, from enrolment to command. Counts only: no name of a person is shown or sent here.
evaluation-again = Count again
evaluation-none = Nobody was enrolled here
evaluation-none-text = With this course, cohort and period no enrolment has begun. Choose a longer period or all courses.

## Whom the figures are about
evaluation-filters = What is counted
evaluation-programme = Programme
evaluation-programme-all = All programmes
evaluation-course = Course
evaluation-course-all = All courses
evaluation-cohort = Cohort
evaluation-cohort-all = All cohorts
evaluation-from = Enrolled from
evaluation-to = Enrolled until
evaluation-period-wrong = The last day is before the first. Choose a later one.
evaluation-by = Grouped by
evaluation-by-nothing = No groups
evaluation-by-sex = Sex
evaluation-by-age = Age when enrolled
evaluation-by-unit = Unit
evaluation-by-cohort = Cohort
evaluation-by-course = Course
evaluation-by-attribute = Attribute
evaluation-attribute = Key of the attribute
evaluation-attribute-hint = As records of persons have it, for example disability.
evaluation-level = Level of units
evaluation-level-number = Level { $level }
evaluation-choices-cut = There are more to choose from than are listed here.
evaluation-all = All courses

## Groups and steps
evaluation-total = Total
evaluation-unknown = Unknown
evaluation-sex-female = Female
evaluation-sex-male = Male
evaluation-sex-notapplicable = Not applicable
evaluation-step-enrolled = Enrolled
evaluation-step-completed = Completed
evaluation-step-graduated = Graduated
evaluation-step-promoted = Promoted after graduation
evaluation-step-incommand = In command after graduation
evaluation-step-acting = In acting command after graduation
evaluation-dayunknown = Graduated on an unknown day
evaluation-share-of = { $step }, % of enrolled

## Headings
evaluation-file-title = From enrolment to command: { $of } · { $by }
evaluation-file-whole = From enrolment to command: { $of }
evaluation-pair = Two groups compared
evaluation-pair-title = { $one } and { $other } compared
evaluation-pair-one = First group
evaluation-pair-other = Second group
evaluation-cohorts = Cohort by cohort

## What the figures say
evaluation-finding-whole =
    { $enrolled ->
        [one] One person enrolled; graduated: { $graduated } ({ $share }), promoted after that: { $promoted }, in command after that: { $command }.
       *[other] Of { $enrolled } persons enrolled, { $graduated } graduated ({ $share }); after that { $promoted } were promoted and { $command } took command.
    }
evaluation-finding-few =
    { $enrolled ->
        [one] One person enrolled; graduated: { $graduated }, promoted after that: { $promoted }, in command after that: { $command }.
       *[other] Of { $enrolled } persons enrolled, { $graduated } graduated; after that { $promoted } were promoted and { $command } took command.
    }
evaluation-finding-partly = Of { $enrolled } persons enrolled, not all counts are told: some would tell of fewer than { $least } persons.
evaluation-finding-withheld = How many persons enrolled is not told: it would tell of fewer than { $least }.
evaluation-finding-groups =
    { $points ->
        [one] Of the groups of { $fewest } persons or more, most often graduated: { $high } ({ $highshare }); least often: { $low } ({ $lowshare }). One percentage point lies between them.
       *[other] Of the groups of { $fewest } persons or more, most often graduated: { $high } ({ $highshare }); least often: { $low } ({ $lowshare }). { $points } percentage points lie between them.
    }
evaluation-finding-even = Of the groups of { $fewest } persons or more, all graduated equally often ({ $share }).
evaluation-finding-pair =
    { $points ->
        [one] The widest gap shown is at “{ $step }”: { $one } { $oneshare }, { $other } { $othershare }, one percentage point apart.
       *[other] The widest gap shown is at “{ $step }”: { $one } { $oneshare }, { $other } { $othershare }, { $points } percentage points apart.
    }
evaluation-finding-pair-few = The widest gap shown is at “{ $step }”: { $one } { $onecount } of { $oneall }, { $other } { $othercount } of { $otherall }.
evaluation-finding-pair-withheld = { $one } and { $other } cannot be compared at every step: counts are withheld.
evaluation-finding-alike = { $one } and { $other } came equally far at every step.
evaluation-finding-cohorts = Of the cohorts of { $fewest } persons or more that are over, graduated in the first, { $first }: { $firstshare }; in the last, { $last }: { $lastshare }.

## What was counted, and as of when
evaluation-about = { $of }, { $period }. Persons, each counted once in each group they belong to.
evaluation-about-steps = Shares are of those enrolled in the group. Promoted and in command: of the graduated, after the day of graduation.
evaluation-period-all = enrolled at any time
evaluation-period-from = enrolled from { $from }
evaluation-period-to = enrolled until { $to }
evaluation-period-both = enrolled from { $from } until { $to }
evaluation-as-of = Counted on { $time }.
evaluation-facts-all = All that was recorded until then is in.
evaluation-facts-behind =
    { $count ->
        [one] One recorded event is not counted yet.
       *[other] { $count } recorded events are not counted yet.
    }
evaluation-facts-unknown = Whether all that was recorded is in cannot be told at the moment.
evaluation-facts-parked =
    { $count ->
        [one] One event could not be counted and was set aside.
       *[other] { $count } events could not be counted and were set aside.
    }
evaluation-disclosure = Not protected: these are exact counts. Think of who could be recognised before you pass them on.
evaluation-disclosure-small =
    { $count ->
        [one] Not protected: one exact count is below { $least }, by which a person may be recognised. Do not publish it as it is.
       *[other] Not protected: { $count } exact counts are below { $least }, by which persons may be recognised. Do not publish them as they are.
    }
evaluation-disclosure-withheld = c: withheld, because it would tell of fewer than { $least } persons. That protects each table by itself: what follows from comparing several, as of two periods, is not protected against.
evaluation-panels-some = The picture shows { $shown } of { $all } groups, the table all.
