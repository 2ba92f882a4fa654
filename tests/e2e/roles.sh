#!/bin/bash
# What a role gives and what it does not, as who has it would try: on a running
# suite, by `waymark call` with a token of theirs. Ana is of the north and in the
# cohort `own`, Besa of the south and in `other`.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/lib_accounts.sh"

org=organizations/asp
declare -A tokens

# new_role NAME GRANT: an account with a grant (the JSON of its fields) and a token.
new_role() {
  new_account "$1"
  call GrantsService/CreateGrant "{\"parent\":\"$org\",\"grant\":{\"account\":\"accounts/~$1\",$2}}" >/dev/null
  sign_in "$1"
  tokens[$1]=$(new_token)
}

# as NAME METHOD JSON [JQ]: what of the answer the filter gives, or the reason why there is none.
as() {
  local answer
  if answer=$(WAYMARK_URL=$(cat "$WAYMARK_DATA/url") WAYMARK_TOKEN=${tokens[$1]} waymark call "$2" "$3" 2>&1); then
    jq -r "${4:-"\"OK\""}" <<<"$answer"
  else
    sed -n 's/.*\[\([A-Z_]*\)\]$/\1/p' <<<"$answer"
  fi
}

# list_as NAME METHOD FIELD: that field of all records of the list, of names the last part.
list_as() {
  as "$1" "$2" "{\"parent\":\"$org\"}" \
    "[to_entries[] | select(.value | type == \"array\") | .value[].$3 | split(\"/\")[-1]] | unique | join(\" \")"
}

# await WANTED COMMAND…: what the command prints, once it is that: it comes by an event.
await() {
  local wanted=$1 i
  shift
  for i in $(seq 100); do
    [ "$("$@")" != "$wanted" ] || break
    sleep 0.1
  done
  "$@"
}

# load KIND HEADER ROW…: imports rows.
load() {
  local kind=$1
  shift
  printf '%s\n' "$@" >"$stage/$kind.csv"
  waymark import "$kind" "$stage/$kind.csv" -o asp >/dev/null
}

set_stage() {
  waymark organization create asp --display-name "State Police"
  load units external_id,display_name,parent north,North, station,Station,north south,South,
  load participants external_id,display_name,unit,protection A,Ana,station, B,Besa,south, F,Fatma,south,flagged
  load courses external_id,title leadership,Leadership driving,Driving
  load cohorts external_id,course,unit,starts_on own,leadership,north,2024-01-10 other,driving,south,2024-01-10
  load sessions external_id,cohort,starts_at own-1,own,2024-01-10T08:00:00Z own-2,own,2024-01-11T08:00:00Z \
    other-1,other,2024-01-10T08:00:00Z other-2,other,2024-01-11T08:00:00Z
  load assessments external_id,course,cohort,kind,max_score own-exam,leadership,,final,100 other-exam,driving,other,final,100
  load enrolments external_id,participant,cohort,state,enrolled_on E-A,A,own,active,2024-01-10 \
    E-F,F,own,active,2024-01-10 E-B,B,other,active,2024-01-10
  load attendances session,participant,code own-1,A,present other-1,B,present
  load results assessment,participant,score own-exam,A,80 other-exam,B,90
  load rungs ladder,external_id,title,position ranks,inspector,Inspector,1
  load career-events participant,type,rung,effective_on A,hire,inspector,2020-01-01 B,hire,inspector,2020-01-01
  ana=$(call ParticipantsService/GetParticipant "{\"name\":\"$org/participants/~A\"}" | jq -r '.name | split("/")[-1]')
}

# attendance NAME SESSION PERSON, result NAME ASSESSMENT PERSON: what comes of recording it.
attendance() {
  as "$1" AttendancesService/BatchCreateAttendances "{\"parent\":\"$org\",\"allowExisting\":true,\"requests\":[{\"attendance\":
    {\"session\":\"$org/sessions/~$2\",\"participant\":\"$org/participants/~$3\",\"code\":\"ATTENDANCE_CODE_LATE\"}}]}"
}
result() {
  as "$1" AssessmentsService/BatchCreateResults "{\"parent\":\"$org\",\"allowExisting\":true,\"requests\":[{\"result\":
    {\"assessment\":\"$org/assessments/~$2\",\"participant\":\"$org/participants/~$3\",\"attempt\":1,\"score\":70}}]}"
}
get() { as "$1" "$2" "{\"name\":\"$org/$3\"}" "${@:4}"; }

instructors_have_their_cohorts() {
  local teaching own="$org/cohorts/~own"
  new_role bea '"role":"ROLE_INSTRUCTOR"'
  expect "cohorts of who teaches none" "$(list_as bea CohortsService/ListCohorts externalId)" ""
  expect "persons of who teaches none" "$(list_as bea ParticipantsService/ListParticipants externalId)" ""
  teaching=$(call InstructorsService/CreateInstructor \
    "{\"parent\":\"$org\",\"instructor\":{\"cohort\":\"$own\",\"account\":\"accounts/~bea\"}}" | jq -r .name)
  expect "cohorts" "$(list_as bea CohortsService/ListCohorts externalId)" own
  expect "sessions" "$(list_as bea CohortsService/ListSessions externalId)" "own-1 own-2"
  expect "assessments" "$(list_as bea AssessmentsService/ListAssessments externalId)" own-exam
  expect "enrolments" "$(list_as bea EnrolmentsService/ListEnrolments externalId)" "E-A E-F"
  expect "results" "$(list_as bea AssessmentsService/ListResults participant)" "$ana"
  expect "roster" "$(await "A F" list_as bea ParticipantsService/ListParticipants externalId)" "A F"
  expect "the name of a protected person" "$(get bea ParticipantsService/GetParticipant participants/~F \
    '"\(.displayName) \(.redacted)"')" "Fatma true"
  expect "attendance of the own cohort" "$(attendance bea own-2 A)" OK
  expect "a result of the own cohort" "$(result bea own-exam F)" OK
  expect "another cohort" "$(get bea CohortsService/GetCohort cohorts/~other)" RESOURCE_NOT_FOUND
  expect "an enrolment of another cohort" "$(get bea EnrolmentsService/GetEnrolment enrolments/~E-B)" RESOURCE_NOT_FOUND
  expect "a person of another cohort" "$(get bea ParticipantsService/GetParticipant participants/~B)" RESOURCE_NOT_FOUND
  expect "attendance of another cohort" "$(attendance bea other-2 B)" REFERENCE_NOT_FOUND
  expect "a result of another cohort" "$(result bea other-exam B)" REFERENCE_NOT_FOUND
  expect "careers" "$(list_as bea CareersService/ListStandings participant)" PERMISSION_DENIED
  expect "teaching more, by oneself" "$(as bea InstructorsService/CreateInstructor \
    "{\"parent\":\"$org\",\"instructor\":{\"cohort\":\"$own\",\"account\":\"accounts/~bea\"}}")" PERMISSION_DENIED
  call InstructorsService/EndInstructor "{\"name\":\"$teaching\"}" >/dev/null
  expect "cohorts, right after it ended" "$(list_as bea CohortsService/ListCohorts externalId)" ""
  expect "attendance then" "$(attendance bea own-2 A)" REFERENCE_NOT_FOUND
  expect "roster then" "$(await "" list_as bea ParticipantsService/ListParticipants externalId)" ""
}

# accompany PERSON: makes mia their mentor; the name of the mentorship, which is proposed.
accompany() {
  call MentorshipsService/CreateMentorship \
    "{\"parent\":\"$org\",\"mentorship\":{\"mentor\":\"accounts/~mia\",\"mentee\":\"$org/participants/~$1\"}}" | jq -r .name
}

# move MENTORSHIP STATE…: moves it through the states.
move() {
  local name=$1 state
  for state in "${@:2}"; do
    call MentorshipsService/ChangeMentorshipState "{\"name\":\"$name\",\"state\":\"MENTORSHIP_STATE_$state\"}" >/dev/null
  done
}

mentors_have_their_mentees() {
  local of_ana of_fatma
  new_role mia '"role":"ROLE_MENTOR"'
  of_ana=$(accompany A)
  of_fatma=$(accompany F)
  move "$of_ana" PENDING_ACCEPTANCE
  expect "mentorships before they are under way" "$(list_as mia MentorshipsService/ListMentorships name)" ""
  expect "persons of who accompanies nobody" "$(list_as mia ParticipantsService/ListParticipants externalId)" ""
  expect "enrolments of who accompanies nobody" "$(list_as mia EnrolmentsService/ListEnrolments externalId)" ""
  move "$of_ana" ACTIVE
  move "$of_fatma" PENDING_ACCEPTANCE ACTIVE PAUSED
  expect "own mentorships" "$(list_as mia MentorshipsService/ListMentorships state)" \
    "MENTORSHIP_STATE_ACTIVE MENTORSHIP_STATE_PAUSED"
  expect "mentees" "$(await "A F" list_as mia ParticipantsService/ListParticipants externalId)" "A F"
  expect "the name of a protected mentee" "$(get mia ParticipantsService/GetParticipant participants/~F \
    '"\(.displayName) \(.redacted)"')" "Fatma true"
  expect "enrolments of mentees" "$(await "E-A E-F" list_as mia EnrolmentsService/ListEnrolments externalId)" "E-A E-F"
  expect "results of mentees" "$(list_as mia AssessmentsService/ListResults participant | grep -c "$ana")" 1
  expect "own mentorship of a mentee by a filter" "$(as mia MentorshipsService/ListMentorships \
    "{\"parent\":\"$org\",\"filter\":\"mentee = \\\"$org/participants/~A\\\"\"}" '.mentorships[].name')" "$of_ana"
  expect "somebody else" "$(get mia ParticipantsService/GetParticipant participants/~B)" RESOURCE_NOT_FOUND
  expect "an enrolment of somebody else" "$(get mia EnrolmentsService/GetEnrolment enrolments/~E-B)" RESOURCE_NOT_FOUND
  expect "careers of mentees" "$(list_as mia CareersService/ListStandings participant)" PERMISSION_DENIED
  expect "attendance, by a mentor" "$(attendance mia own-2 A)" PERMISSION_DENIED
  expect "pausing, by a mentor" "$(as mia MentorshipsService/ChangeMentorshipState \
    "{\"name\":\"$of_ana\",\"state\":\"MENTORSHIP_STATE_PAUSED\"}")" PERMISSION_DENIED
  expect "a mentor without the role" "$(as admin MentorshipsService/CreateMentorship \
    "{\"parent\":\"$org\",\"mentorship\":{\"mentor\":\"accounts/~bea\",\"mentee\":\"$org/participants/~A\"}}")" NOT_A_MENTOR
  move "$of_ana" GOALS_MET
  expect "a move that there is not" "$(as admin MentorshipsService/ChangeMentorshipState \
    "{\"name\":\"$of_ana\",\"state\":\"MENTORSHIP_STATE_ACTIVE\"}")" STATE_CHANGE_NOT_ALLOWED
  expect "mentorships, right after one ended" "$(list_as mia MentorshipsService/ListMentorships state)" MENTORSHIP_STATE_PAUSED
  expect "that one" "$(as mia MentorshipsService/GetMentorship "{\"name\":\"$of_ana\"}")" RESOURCE_NOT_FOUND
  expect "mentees then" "$(await F list_as mia ParticipantsService/ListParticipants externalId)" F
  expect "enrolments of mentees then" "$(await E-F list_as mia EnrolmentsService/ListEnrolments externalId)" E-F
}

participants_have_their_own_record() {
  new_role ana "\"role\":\"ROLE_PARTICIPANT\",\"participant\":\"$org/participants/~A\""
  expect "own record" "$(list_as ana ParticipantsService/ListParticipants externalId)" A
  expect "own enrolments" "$(list_as ana EnrolmentsService/ListEnrolments externalId)" E-A
  expect "own attendance" "$(list_as ana AttendancesService/ListAttendances participant)" "$ana"
  expect "own results" "$(list_as ana AssessmentsService/ListResults participant)" "$ana"
  expect "own career" "$(list_as ana CareersService/ListCareerEvents participant)" "$ana"
  expect "own rank" "$(list_as ana CareersService/ListStandings participant)" "$ana"
  expect "own rank by name" "$(get ana CareersService/GetStanding standings/~A)" OK
  expect "own enrolments by a filter" "$(as ana EnrolmentsService/ListEnrolments \
    "{\"parent\":\"$org\",\"filter\":\"participant = \\\"$org/participants/~A\\\"\"}" '.enrolments | length')" 1
  expect "enrolments of somebody else by a filter" "$(as ana EnrolmentsService/ListEnrolments \
    "{\"parent\":\"$org\",\"filter\":\"participant = \\\"$org/participants/~B\\\"\"}" '.enrolments | length')" 0
  expect "somebody else" "$(get ana ParticipantsService/GetParticipant participants/~B)" RESOURCE_NOT_FOUND
  expect "an enrolment of somebody else" "$(get ana EnrolmentsService/GetEnrolment enrolments/~E-B)" RESOURCE_NOT_FOUND
  expect "the rank of somebody else" "$(get ana CareersService/GetStanding standings/~B)" RESOURCE_NOT_FOUND
  expect "attendance, by oneself" "$(attendance ana own-2 A)" PERMISSION_DENIED
  expect "figures" "$(as ana FunnelService/ComputeFunnel "{\"parent\":\"$org\"}")" PERMISSION_DENIED
}

# make_as_uma METHOD KIND RECORD, change_as_uma METHOD KIND NAME RECORD: what comes of it, by the JSON of its fields.
make_as_uma() { as uma "$1" "{\"parent\":\"$org\",\"$2\":{$3}}"; }
change_as_uma() { as uma "$1" "{\"$2\":{\"name\":\"$org/$3\",$4}}"; }
# unit_of UNIT: the field that says so.
unit_of() { echo "\"unit\":\"$org/units/~$1\""; }

administrators_keep_the_units_below_theirs() {
  new_role uma "\"role\":\"ROLE_ADMINISTRATOR\",$(unit_of north)"
  printf 'external_id,display_name,parent\nroom,Room,desk\ndesk,Desk,station\n' >"$stage/below.csv"
  WAYMARK_TOKEN=${tokens[uma]} waymark import units "$stage/below.csv" -o asp >/dev/null
  expect "a unit elsewhere" "$(make_as_uma UnitsService/CreateUnit unit \
    "\"displayName\":\"Desk\",\"parent\":\"$org/units/~south\"")" OUTSIDE_REACH
  expect "a unit below none" "$(make_as_uma UnitsService/CreateUnit unit '"displayName":"Desk"')" OUTSIDE_REACH
  expect "renaming the own unit" "$(change_as_uma UnitsService/UpdateUnit unit units/~north '"displayName":"The North"')" OK
  expect "renaming another" "$(change_as_uma UnitsService/UpdateUnit unit units/~south '"displayName":"Ours"')" RESOURCE_NOT_FOUND
  expect "a move within" "$(change_as_uma UnitsService/UpdateUnit unit units/~desk "\"parent\":\"$org/units/~north\"")" OK
  expect "a move out" "$(change_as_uma UnitsService/UpdateUnit unit units/~desk "\"parent\":\"$org/units/~south\"")" OUTSIDE_REACH
  expect "closing what has units below" "$(get uma UnitsService/DeleteUnit units/~desk)" UNIT_HAS_OPEN_CHILDREN
  expect "closing" "$(get uma UnitsService/DeleteUnit units/~room)" OK
  expect "closing another" "$(get uma UnitsService/DeleteUnit units/~south)" RESOURCE_NOT_FOUND
}

administrators_keep_what_lies_in_their_units() {
  local cohort='"externalId":"evening","course":"organizations/asp/courses/~leadership"'
  expect "a cohort of a unit that is new" "$(make_as_uma CohortsService/CreateCohort cohort "$cohort,$(unit_of desk)")" OK
  expect "a cohort of another unit" "$(make_as_uma CohortsService/CreateCohort cohort "$cohort,$(unit_of south)")" REFERENCE_NOT_FOUND
  expect "a cohort of none" "$(make_as_uma CohortsService/CreateCohort cohort "${cohort/evening/night}")" OUTSIDE_REACH
  expect "a cohort of theirs" "$(change_as_uma CohortsService/UpdateCohort cohort cohorts/~own '"title":"Morning"')" OK
  expect "a cohort of others" "$(change_as_uma CohortsService/UpdateCohort cohort cohorts/~other '"title":"Ours"')" RESOURCE_NOT_FOUND
  expect "giving a cohort away" "$(change_as_uma CohortsService/UpdateCohort cohort cohorts/~own "$(unit_of south)")" REFERENCE_NOT_FOUND
  expect "a session of the own cohort" "$(make_as_uma CohortsService/CreateSession session "\"cohort\":\"$org/cohorts/~own\"")" OK
  expect "a session of another" "$(make_as_uma CohortsService/CreateSession session "\"cohort\":\"$org/cohorts/~other\"")" REFERENCE_NOT_FOUND
  expect "an assessment of the own cohort" "$(make_as_uma AssessmentsService/CreateAssessment assessment \
    "\"cohort\":\"$org/cohorts/~own\",\"kind\":\"ASSESSMENT_KIND_FINAL\"")" OK
  expect "an assessment of the course" "$(make_as_uma AssessmentsService/CreateAssessment assessment \
    "\"course\":\"$org/courses/~leadership\",\"kind\":\"ASSESSMENT_KIND_FINAL\"")" OUTSIDE_REACH
  expect "a post" "$(make_as_uma PostsService/CreatePost post "\"externalId\":\"chief\",\"title\":\"Chief\",$(unit_of station)")" OK
  expect "a post of another unit" "$(make_as_uma PostsService/CreatePost post "\"title\":\"Chief\",$(unit_of south)")" REFERENCE_NOT_FOUND
  expect "a post of theirs" "$(change_as_uma PostsService/UpdatePost post posts/~chief '"title":"Head"')" OK
  expect "a ladder" "$(make_as_uma LaddersService/CreateLadder ladder '"title":"Ours"')" PERMISSION_DENIED
  expect "a course" "$(make_as_uma CoursesService/CreateCourse course '"title":"Ours"')" PERMISSION_DENIED
  expect "the organization" "$(as uma OrganizationsService/UpdateOrganization \
    "{\"organization\":{\"name\":\"$org\",\"displayName\":\"Ours\"}}")" PERMISSION_DENIED
  expect "persons" "$(list_as uma ParticipantsService/ListParticipants externalId)" PERMISSION_DENIED
  expect "the audit log" "$(list_as uma AuditService/ListAuditEntries entryNo)" PERMISSION_DENIED
}

administrators_keep_the_grants_for_their_units() {
  local leo='"account":"accounts/~leo","role":"ROLE_REGISTRAR"' given
  new_role leo "\"role\":\"ROLE_MENTOR\",$(unit_of south)"
  expect "grants that are seen" "$(list_as uma GrantsService/ListGrants role)" ROLE_ADMINISTRATOR
  expect "a grant for another unit" "$(make_as_uma GrantsService/CreateGrant grant "$leo,$(unit_of south)")" REFERENCE_NOT_FOUND
  expect "a grant for the organization" "$(make_as_uma GrantsService/CreateGrant grant "$leo")" OUTSIDE_REACH
  given=$(as uma GrantsService/CreateGrant "{\"parent\":\"$org\",\"grant\":{$leo,$(unit_of station)}}" .name)
  expect "persons of who got it" "$(list_as leo ParticipantsService/ListParticipants externalId)" A
  expect "grants that are seen then" "$(list_as uma GrantsService/ListGrants role)" "ROLE_ADMINISTRATOR ROLE_REGISTRAR"
  expect "ending it" "$(as uma GrantsService/EndGrant "{\"name\":\"$given\"}")" OK
  expect "persons of who lost it" "$(list_as leo ParticipantsService/ListParticipants externalId)" ""
  expect "accounts" "$(as uma AccountsService/ListAccounts '{}')" PERMISSION_DENIED
}

# grant_of GRANT: what comes of making it, the reason or OK; PARENT may be another organization.
grant_of() {
  as admin GrantsService/CreateGrant "{\"parent\":\"${2:-$org}\",\"grant\":{\"account\":\"accounts/~ana\",$1}}"
}

grants_name_what_is_there() {
  expect "a grant in an organization that is not there" "$(grant_of '"role":"ROLE_REGISTRAR"' organizations/nowhere)" RESOURCE_NOT_FOUND
  expect "a grant for a unit that is not there" \
    "$(grant_of "\"role\":\"ROLE_REGISTRAR\",\"unit\":\"$org/units/~nowhere\"")" REFERENCE_NOT_FOUND
  expect "a grant for a participant who is not there" \
    "$(grant_of "\"role\":\"ROLE_PARTICIPANT\",\"participant\":\"$org/participants/~nobody\"")" REFERENCE_NOT_FOUND
}

stage=$(mktemp -d)
suite_start
tokens[admin]=$(cat "$WAYMARK_DATA/admin-token")
set_stage
instructors_have_their_cohorts
mentors_have_their_mentees
participants_have_their_own_record
grants_name_what_is_there
administrators_keep_the_units_below_theirs
administrators_keep_what_lies_in_their_units
administrators_keep_the_grants_for_their_units
expect_invariants asp
rm -rf "$stage"
finish
