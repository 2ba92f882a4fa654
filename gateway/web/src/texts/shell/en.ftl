## The frame of all pages
skip = Go to the content
navigation = Navigation
group-figures = Figures
group-keep = Administration
another-organization = Another organization
preferences = Preferences
language = Language
theme = Colours
theme-system = As the device
theme-light = Light
theme-dark = Dark
account-title = Your account
breadcrumb = Where this page is
loading = Loading…
to-start = Go to the start page

## Signing in and out
sign-in = Sign in
sign-in-as = Signed in as { $name } before.
sign-in-provider = Sign in with { $name }
sign-in-forgot = Forgot your password?
sign-out = Sign out
user-name = User name
password = Password
code = Code
code-hint = Six digits of your authenticator app, or one of your recovery codes.
session-ended-title = Sign in again
session-ended-text = Your session has ended. What you typed is still here: sign in, and it goes on.
session-ended-provider = Signing in with { $name } leads away from this page and back to it: what you typed in a form is kept, what you typed in a table and have not saved is lost.
session-ended-leave = Leave without saving

## Pages that are not there
not-found-title = There is no such page
not-found-text = The address may be mistyped, or the page has moved.
not-yours-title = This page is not for your role
not-yours-text = None of your roles in this organization permits what it shows. Who administers it can change that.
page-failed-title = The page did not load

## Words of components
cancel = Cancel
save = Save
undo = Undo
undone = Undone.
dismiss = Dismiss
copy-failed = It could not be copied. Select it and copy it yourself.
try-again = Try again
saved = Saved.
field-optional = (optional)
confirm-reason = Reason
confirm-reason-missing = Say why: the reason is recorded.
date-day = Day
date-month = Month
date-year = Year
date-month-missing = Choose the month too, or leave the day empty.
date-year-missing = Fill in the year too.
months-long = January, February, March, April, May, June, July, August, September, October, November, December
months-short = Jan, Feb, Mar, Apr, May, Jun, Jul, Aug, Sep, Oct, Nov, Dec
weekdays-long = Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday
weekdays-short = Mon, Tue, Wed, Thu, Fri, Sat, Sun
searching = Searching…
search-failed = The search failed. Type on to try again.
nothing-found = Nothing found. Try fewer letters.
found =
    { $count ->
        [one] One found
       *[other] { $count } found
    }
pager-more = Show more
pager-so-far = { $shown } shown, there are more
pager-all = { $shown } in all
chart-table = Show the table
chart-picture = Show the picture
form-look-again =
    { $count ->
        [one] One field has to be looked at again.
       *[other] { $count } fields have to be looked at again.
    }
read-again = Show it as it is now
draft-restored = What you typed here before is here again; it is not saved yet.
draft-drop = Drop it
leave-unsaved = What you typed is not saved yet. Leave the page?
conflict-title = Somebody changed this in between
conflict-text = These fields differ. Choose whose version is kept; nothing is saved until you do.
conflict-field = Field
conflict-mine = Yours
conflict-theirs = Saved by somebody else
conflict-keep-mine = Keep mine
conflict-take-theirs = Take theirs
conflict-look-on = Go on editing

## What went wrong and what to do
problem-no-answer = Waymark does not answer. Look at your connection and try again; what you typed is still here.
problem-unavailable = Waymark cannot do this at the moment. Try again in a minute.
problem-unexpected = Something went wrong on this page. Reload it; if it happens again, tell who administers Waymark.
problem-too-many = Too many requests at once. Wait a moment and try again.
problem-request = Number of this request, for who administers Waymark:

## Roles
role-administrator = Administrator
role-registrar = Registrar
role-instructor = Instructor
role-mentor = Mentor
role-commander = Commander
role-evaluator = Evaluator
role-auditor = Auditor
role-participant = Participant
