nav-careers = Careers
careers-title = Careers
careers-lead = Who stands where: ranks and posts as of a day.
careers-new-title = Record a career step
careers-new-lead = A promotion, an appointment or another step. What is recorded is never changed, only corrected by a new record.
careers-correct-title = Correct a career step
careers-correct-lead = Your record replaces the one before. That one stays readable, marked as corrected.
careers-record = Record a step
careers-record-this = Record
careers-correct = Correct
careers-recorded = Recorded: { $what }, { $day }.
careers-day = As of
careers-tab-ladder = Ladder
careers-tab-posts = Posts
careers-command = Command
careers-counted =
    { $count ->
        [one] One person holds a rank, as of { $day }.
       *[other] { $count } persons hold a rank, as of { $day }.
    }
careers-no-ladder = There is no ladder yet
careers-no-ladder-text = Who administers the organization makes its ladders and ranks, or imports them: waymark import rungs.
careers-all = All who stand somewhere
careers-nobody = Nobody stands here on that day
careers-nobody-text = Choose another day, or take a filter away.
careers-since = Since
careers-holder = Held by
careers-title-begins = Title begins with
careers-vacant = Vacant
careers-no-posts = There are no posts here
careers-no-posts-text = Try fewer letters or another unit. Who administers the organization makes its posts.
careers-who = Who
careers-stands = Stands today
careers-no-standing = No rank and no post yet
careers-derived = As the ladder says
careers-type-hint = Left to the ladder, a higher rank is a promotion and a new post an appointment.
careers-effective = Holds from
careers-unchanged = As before
careers-post-hint = The beginning of its title. Empty: as before.
careers-unit-hint = Empty: the unit of the post, or as before.
