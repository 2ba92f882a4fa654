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
  echo NEW,Neda,,,female,,HQ,, >>"$1/participants.csv"
  echo LEAD-2024-DP-1001,DP-1001,LEAD-2024,ACTIVE,2024-02-21,2024-02-21, >>"$1/enrolments.csv"
  sed -i '1s/$/,cohort/; 2,$s/$/,/' "$1/results.csv"
  echo LEAD-PRE,DP-1001,1,39,,LEAD-2024 >>"$1/results.csv"
}

# event JSON: recorded in the career of somebody of one.
event() { call CareersService/CreateCareerEvent "{\"parent\":\"organizations/one\",\"careerEvent\":{$1}}" >/dev/null; }

# Three of those who were loaded: a promotion that was a mistake, a rung that was, and a hiring that comes
# to be known after the second one, which it makes a promotion.
correct_careers() {
  local of=organizations/one
  event "\"participant\":\"$of/participants/~DP-1002\",\"type\":\"VOIDED\",\"effectiveOn\":\"2014-01-01\",\"supersedes\":\"$of/careerEvents/~CE-0034\""
  event "\"participant\":\"$of/participants/~DP-1001\",\"rung\":\"$of/rungs/~COMMISSAR\",\"effectiveOn\":\"2024-04-01\",\"supersedes\":\"$of/careerEvents/~CE-0133\""
  event "\"participant\":\"$of/participants/~NEW\",\"rung\":\"$of/rungs/~COMMISSAR\",\"effectiveOn\":\"2023-01-01\",\"externalId\":\"CE-NEW\""
  event "\"participant\":\"$of/participants/~NEW\",\"rung\":\"$of/rungs/~INSPECTOR\",\"effectiveOn\":\"2022-01-01\""
}

standing_in() { call CareersService/SummarizeStandings "{\"parent\":\"organizations/$1\"}" | jq -c '[.rungs[] | [.title, .personCount]]'; }

an_export_is_an_import() {
  local kind
  make_demo "$stage/demo"
  expect "rows rejected of the demonstration" "$(load one "$stage/demo")" 0
  correct_careers
  save one "$stage/one"
  expect "rows rejected of what was exported" "$(load two "$stage/one")" 0
  save two "$stage/two"
  for kind in $KINDS; do
    expect "$kind are the same" "$(cmp <(sort "$stage/one/$kind.csv") <(sort "$stage/two/$kind.csv") && wc -l <"$stage/two/$kind.csv")" \
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
a_full_disk_is_no_success
the_imported_file_is_not_written_over
a_repeated_id_is_a_row
a_dry_run_knows_what_the_file_makes
nothing_compared_is_no_agreement
a_gateway_that_is_away_is_told_of
finish
