#!/bin/bash
# What is exported from one organization is imported into another, and exported from there the
# same; what cannot be written or is repeated is said.
. "$(dirname "$0")/lib.sh"

readonly KINDS="units participants courses assessments cohorts sessions enrolments attendances results rungs posts career-events"

# load ORGANIZATION FOLDER: all kinds from there; prints how many rows were rejected.
load() {
  local kind rejected=0
  waymark organization create "$1" --display-name "$1" >/dev/null
  for kind in $KINDS; do
    rejected=$((rejected + $(waymark import "$kind" "$2/$kind.csv" -o "$1" --json | jq .rejected || true)))
  done
  echo "$rejected"
}

# save ORGANIZATION FOLDER
save() {
  local kind
  mkdir "$2"
  for kind in $KINDS; do waymark export "$kind" "$2/$kind.csv" -o "$1" 2>/dev/null; done
}

# The demonstration, in which somebody takes the course again, with a score of a day that is not known.
make_demo() {
  cp -r "$root/deploy/demo" "$1"
  cat >>"$1/participants.csv" <<'END'
NEW,Neda,,,female,,HQ,,
NEDA,Neda,,,unknown,,HQ,,
LATE,Lejla,,,female,1990-01-01,HQ,,
END
  echo OFF,LEADERSHIP,Leadership 2190,ACADEMY,2190-01-01,2190-03-01, >>"$1/cohorts.csv"
  echo LEAD-2023-01,NEDA,PRESENT,360 >>"$1/attendances.csv"
  cat >>"$1/enrolments.csv" <<'END'
LEAD-2024-DP-1001,DP-1001,LEAD-2024,ACTIVE,2024-02-21,2024-02-21,
NEW-OFF,NEW,OFF,ACTIVE,2024-02-21,2024-02-21,
LATE-OFF,LATE,OFF,ACCEPTED,2024-02-21,2024-02-21,
NEDA-2023,NEDA,LEAD-2023,ACTIVE,2023-02-21,2023-02-21,
END
  sed -i '1s/$/,cohort/; 2,$s/$/,/' "$1/results.csv"
  echo LEAD-PRE,DP-1001,1,39,,LEAD-2024 >>"$1/results.csv"
}

# event JSON: recorded in the career of somebody of one.
event() { call CareersService/CreateCareerEvent "{\"parent\":\"organizations/one\",\"careerEvent\":{$1}}" >/dev/null; }

# Three of those who were loaded: a promotion that was a mistake, a rung that was, and a hiring that comes
# to be known after the second one, which it makes a promotion.
correct_careers() {
  local of=organizations/one
  event "\"participant\":\"$of/participants/~DP-1002\",\"type\":\"CAREER_EVENT_TYPE_VOIDED\",\"effectiveOn\":\"2014-01-01\",\"supersedes\":\"$of/careerEvents/~CE-0034\""
  event "\"participant\":\"$of/participants/~DP-1001\",\"rung\":\"$of/rungs/~COMMISSAR\",\"effectiveOn\":\"2024-04-01\",\"supersedes\":\"$of/careerEvents/~CE-0133\""
  event "\"participant\":\"$of/participants/~NEW\",\"rung\":\"$of/rungs/~COMMISSAR\",\"effectiveOn\":\"2023-01-01\",\"externalId\":\"CE-NEW\""
  event "\"participant\":\"$of/participants/~NEW\",\"rung\":\"$of/rungs/~INSPECTOR\",\"effectiveOn\":\"2022-01-01\""
}

# update SERVICE RECORD KIND NAME FIELD VALUE: one field of a record of one.
update() {
  call "$1/Update$2" "{\"$3\":{\"name\":\"organizations/one/$4\",\"$5\":$6},\"updateMask\":\"$5\"}" >/dev/null
}

# What figures depend on and no column of the demonstration tells: somebody withdrew before the course
# began, which was called off; a session was; somebody died; a person was recorded twice. A cohort graduated.
change_the_rest() {
  call CohortsService/GraduateCohort '{"name":"organizations/one/cohorts/~LEAD-2023","graduatedOn":"2023-05-12"}' >/dev/null
  call EnrolmentsService/ChangeEnrolmentState '{"name":"organizations/one/enrolments/~LATE-OFF","state":"ENROLMENT_STATE_WITHDRAWN"}' >/dev/null
  update CohortsService Cohort cohort cohorts/~OFF state '"COHORT_STATE_CANCELLED"'
  update CohortsService Session session sessions/~LEAD-2024-10 cancelled true
  update ParticipantsService Participant participant participants/~DP-1003 state '"PARTICIPANT_STATE_DECEASED"'
  call ParticipantsService/MergeParticipant '{"name":"organizations/one/participants/~NEDA","into":"organizations/one/participants/~NEW"}' >/dev/null
}

# create METHOD KIND FIELDS: made as the web client does, without an external id; prints its name.
create() { call "$1" "{\"parent\":\"organizations/one\",\"$2\":{$3}}" | jq -r .name; }

make_without_external_ids() {
  local unit person course cohort session assessment ladder rung post
  unit=$(create UnitsService/CreateUnit unit '"displayName":"Annex"')
  person=$(create ParticipantsService/CreateParticipant participant "\"displayName\":\"Oriana\",\"sex\":\"SEX_FEMALE\",\"unit\":\"$unit\"")
  course=$(create CoursesService/CreateCourse course '"title":"Reporting"')
  cohort=$(create CohortsService/CreateCohort cohort "\"course\":\"$course\",\"startsOn\":\"2024-01-01\"")
  session=$(create CohortsService/CreateSession session "\"cohort\":\"$cohort\",\"startTime\":\"2024-01-02T09:00:00Z\"")
  assessment=$(create AssessmentsService/CreateAssessment assessment "\"course\":\"$course\",\"kind\":\"ASSESSMENT_KIND_POST\",\"attemptsAllowed\":2")
  create EnrolmentsService/CreateEnrolment enrolment "\"participant\":\"$person\",\"cohort\":\"$cohort\",\"state\":\"ENROLMENT_STATE_ACTIVE\"" >/dev/null
  call AttendancesService/BatchCreateAttendances "{\"parent\":\"organizations/one\",\"requests\":[{\"attendance\":{\"session\":\"$session\",\"participant\":\"$person\",\"code\":\"ATTENDANCE_CODE_PRESENT\"}}]}" >/dev/null
  call AssessmentsService/BatchCreateResults "{\"parent\":\"organizations/one\",\"requests\":[{\"result\":{\"assessment\":\"$assessment\",\"participant\":\"$person\",\"score\":70}}]}" >/dev/null
  ladder=$(create LaddersService/CreateLadder ladder '"title":"Staff"')
  rung=$(create LaddersService/CreateRung rung "\"ladder\":\"$ladder\",\"title\":\"Clerk\",\"position\":1")
  post=$(create PostsService/CreatePost post "\"title\":\"Desk\",\"unit\":\"$unit\",\"rung\":\"$rung\"")
  create CareersService/CreateCareerEvent careerEvent "\"participant\":\"$person\",\"rung\":\"$rung\",\"post\":\"$post\",\"effectiveOn\":\"2024-05-01\"" >/dev/null
}

# with_ids FILE: its rows, the names of one as the ids in them, which are external ids elsewhere.
with_ids() { sed -E 's#organizations/one/[A-Za-z]+/##g' "$1" | sort; }

standing_in() { call CareersService/SummarizeStandings "{\"parent\":\"organizations/$1\"}" | jq -c '[.rungs[] | [.title, .personCount]]'; }

an_export_is_an_import() {
  local kind
  make_demo "$stage/demo"
  expect "rows rejected of the demonstration" "$(load one "$stage/demo")" 0
  correct_careers
  change_the_rest
  make_without_external_ids
  save one "$stage/one"
  expect "rows rejected of what was exported" "$(load two "$stage/one")" 0
  save two "$stage/two"
  for kind in $KINDS; do
    expect "$kind are the same" "$(diff <(with_ids "$stage/one/$kind.csv") <(with_ids "$stage/two/$kind.csv") && wc -l <"$stage/two/$kind.csv")" \
      "$(wc -l <"$stage/one/$kind.csv")"
  done
  expect "scores of both runs of a course" "$(grep LEAD-PRE,DP-1001 "$stage/two/results.csv" | sort)" \
    $'LEAD-PRE,DP-1001,1,34,2023-03-06,LEAD-2023\nLEAD-PRE,DP-1001,1,39,,LEAD-2024'
  expect "attributes are among them" "$(head -1 "$stage/two/participants.csv" | grep -c attribute.urban_rural)" 1
  expect "events that stand" "$(grep -cE '(DP-1002|NEW),' "$stage/one/career-events.csv")" 4
  expect "who stands on which rung" "$(standing_in two)" "$(standing_in one)"
  await_lag_0 one
  await_lag_0 two
  expect "the funnel" "$(funnel_of two)" "$(funnel_of one)"
  expect "who was enrolled where it was called off" "$(ever_active_in two)" NEW-OFF
  expect_invariants two
}

ever_active_in() {
  call EnrolmentsService/ListEnrolments "{\"parent\":\"organizations/$1\",\"filter\":\"cohort = \\\"organizations/$1/cohorts/~OFF\\\"\"}" |
    jq -r '[.enrolments[] | select(.everActive).externalId] | join(" ")'
}

an_export_makes_nothing_where_it_is_from() {
  local kind created=0
  for kind in $KINDS; do
    created=$((created + $(waymark import "$kind" "$stage/one/$kind.csv" -o one --json | jq .created || true)))
  done
  expect "records made twice" "$created" 0
  save one "$stage/again"
  expect "what is there" "$(diff -r "$stage/one" "$stage/again" && echo the same)" "the same"
}

# exit_of COMMAND…
exit_of() {
  local status=0
  waymark "$@" >/dev/null 2>&1 || status=$?
  echo $status
}

what_went_wrong_is_in_the_exit_code() {
  expect "an instant that is none" "$(exit_of audit list -o one --from yesterday)" 2
  expect "JSON that is none" "$(exit_of call CohortsService/GetCohort '{bad')" 2
  expect "a state that is none" "$(exit_of webhooks deliveries organizations/one/webhooks/00000000-0000-7000-8000-000000000000 --state bogus)" 2
  expect "an organization that is not there" "$(exit_of export units -o typo)" 4
  expect "an import into it" "$(exit_of import units "$stage/one/units.csv" -o typo)" 4
  expect "a token that is not accepted" "$(WAYMARK_URL=$(cat "$WAYMARK_DATA/url") WAYMARK_TOKEN=x exit_of export units -o one)" 5
  expect "a gateway that is away" "$(WAYMARK_URL=http://127.0.0.1:1 WAYMARK_TOKEN=x exit_of call CohortsService/GetCohort '{"name":"organizations/one/cohorts/~OFF"}')" 75
}

a_gateway_that_is_silent_is_waited_for_as_long_as_one_says() {
  local suite
  suite=$(pid_of suite)
  kill -STOP "$suite"
  expect "a call, and what is behind it not heard" "$(exit_of export units -o one --timeout 1)" 75
  kill -CONT "$suite"
}

notes_are_left_out_by_who_wants_none() {
  expect "of an export" "$(waymark export units -o one 2>&1 >/dev/null)" "$(($(wc -l <"$stage/one/units.csv") - 1)) rows"
  expect "quietly" "$(waymark export units -o one --quiet 2>&1 >/dev/null)" ""
  expect "before the command as well" "$(waymark -q export units -o one 2>&1 >/dev/null)" ""
  expect "what went wrong is said all the same" "$(waymark export units -o typo -q 2>&1 | grep -c 'organizations/typo')" 1
}

programs_read_what_was_made() {
  expect "an organization that is there" "$(waymark organization create one --json | jq -r .name)" organizations/one
  expect "a new one" "$(waymark organization create json --country AL --json | jq -r '.name, .country' | paste -sd ' ')" "organizations/json AL"
}

funnel_of() { waymark funnel -o "$1" --by sex --json | jq -c '.rows'; }

a_full_disk_is_no_success() {
  expect "of an export" "$(waymark export participants /dev/full -o one 2>&1 | grep -c FILE_NOT_WRITABLE)" 1
  expect "of the audit log" "$(waymark audit export -o one 2>&1 >/dev/full | grep -c 'could not be written')" 1
  printf 'external_id,display_name,sex\nX,X,neither\n' >"$stage/bad.csv"
  expect "of rejected rows" "$(waymark import participants "$stage/bad.csv" -o one --errors /dev/full 2>&1 | grep -c FILE_NOT_WRITABLE)" 1
}

the_imported_file_is_not_written_over() {
  expect "the file itself for errors" "$(waymark import participants "$stage/bad.csv" -o one --errors "$stage/bad.csv" 2>&1 | grep -c 'another file')" 1
  expect "it is as it was" "$(wc -l <"$stage/bad.csv")" 2
}

# Row 1012 is far from row 12: another batch, by another connection.
a_repeated_id_is_a_row() {
  { echo external_id,title && for i in $(seq 4000); do echo "P-$((i == 1011 ? 11 : i)),Post $i"; done; } >"$stage/posts.csv"
  waymark import posts "$stage/posts.csv" -o one --json >"$stage/report" || true
  expect "it is named" "$(jq -c '[.created, .rejected, .errors[0].row, .errors[0].column]' "$stage/report")" '[3999,1,1012,"external_id"]'
}

a_dry_run_knows_what_the_file_makes() {
  { echo external_id,display_name,parent && echo U-0,Root, && for i in $(seq 1200); do echo "U-$i,Unit,U-0"; done; } >"$stage/units.csv"
  expect "units below one of an earlier batch" "$(waymark import units "$stage/units.csv" -o one --dry-run --json | jq -c '[.created, .rejected]')" '[1201,0]'
  expect "and in earnest" "$(waymark import units "$stage/units.csv" -o one --json | jq -c '[.created, .rejected]')" '[1201,0]'
}

nothing_compared_is_no_agreement() {
  : >"$stage/empty"
  expect "a file without checkpoints" "$(waymark audit verify -o one --against "$stage/empty" 2>&1 | grep -c 'nothing was compared')" 1
}

a_gateway_that_is_away_is_told_of() {
  local began=$SECONDS
  expect "what is said" "$(WAYMARK_URL=http://127.0.0.1:1 WAYMARK_TOKEN=x waymark watch -o one --from 0 --until-now 2>&1 | grep -c 'does not answer')" 2
  echo "it gave up after $((SECONDS - began)) s"
}

suite_start
make_stage
an_export_is_an_import
an_export_makes_nothing_where_it_is_from
what_went_wrong_is_in_the_exit_code
a_gateway_that_is_silent_is_waited_for_as_long_as_one_says
notes_are_left_out_by_who_wants_none
programs_read_what_was_made
a_full_disk_is_no_success
the_imported_file_is_not_written_over
a_repeated_id_is_a_row
a_dry_run_knows_what_the_file_makes
nothing_compared_is_no_agreement
a_gateway_that_is_away_is_told_of
finish
