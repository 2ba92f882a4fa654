attendance-session = Session
attendance-all-sessions = All sessions
attendance-no-time = Without a time
attendance-no-sessions = There is no session to record
attendance-no-sessions-text = Put sessions into the cohort’s timetable first; cancelled ones are left out here.
attendance-nobody = Nobody takes part yet
attendance-nobody-text = Whoever is active in the cohort has a line here. Enrol people as “Active”, or change their state.
attendance-session-gone = This session is not there any more
attendance-session-gone-text = It was cancelled, or the address is wrong. Choose another one.
attendance-tools = Mark what is selected
attendance-mark-present = Present
attendance-mark-absent = Absent
attendance-mark-late = Late
attendance-mark-excused = Excused
attendance-mark-left-early = Left early
attendance-mark-none = Not recorded
attendance-clear = Clear
attendance-rest = Rest present
attendance-undo = Undo
attendance-redo = Redo
attendance-keys = Keys
attendance-keys-move = go from person to person and from session to session
attendance-keys-range = selects several; a mark then goes to all of them
attendance-keys-repeat = the last mark once more
attendance-keys-undo = undo and redo
attendance-phase-pending = not saved yet
attendance-phase-saved = saved
attendance-phase-failed = not saved: see below the table
attendance-phase-conflict = somebody else recorded another: see below the table
attendance-all-saved = Everything is saved.
attendance-saving =
    { $count ->
        [one] Saving one mark…
       *[other] Saving { $count } marks…
    }
attendance-away =
    { $count ->
        [one] No connection. One mark is kept here and sent when the connection is back.
       *[other] No connection. { $count } marks are kept here and sent when the connection is back.
    }
attendance-said = { $name }: { $mark }.
attendance-said-many = { $mark }: { $count }.
attendance-said-rest =
    { $count ->
        [0] Everybody has a mark already.
        [one] One more is present.
       *[other] { $count } more are present.
    }
attendance-said-undone =
    { $count ->
        [0] There is nothing to undo.
        [one] One mark undone.
       *[other] { $count } marks undone.
    }
attendance-said-redone =
    { $count ->
        [0] There is nothing to redo.
        [one] One mark redone.
       *[other] { $count } marks redone.
    }
attendance-troubles =
    { $count ->
        [one] One mark is not recorded
       *[other] { $count } marks are not recorded
    }
attendance-failed = “{ $mark }” was refused.
attendance-conflict = You marked “{ $mine }”, and somebody else recorded “{ $theirs }” in between.
attendance-keep-mine = Keep mine: “{ $mark }”
attendance-take-theirs = Leave “{ $mark }”
