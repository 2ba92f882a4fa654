#!/bin/bash
# The read model of the evaluation service is damaged on a running suite, and made anew while
# more is recorded. The first process that does it is killed just before it would switch over:
# until then a reader is in the way. Redis keeps a small part of the events, and nobody notices.
kept=1000
export WAYMARK_STREAM_EVENTS=$kept
. "$(dirname "$0")/lib.sh"

stage=$(mktemp -d "${TMPDIR:-/tmp}/wms.XXXXXX")

rebuild() { "$root/deploy/rebuild" evaluation "$@"; }

# people FIRST COUNT: registers them, and that they were hired.
people() {
  local people=$stage/people-$1.csv hired=$stage/hired-$1.csv
  awk -v first="$1" -v n="$2" -v people="$people" -v hired="$hired" 'BEGIN {
    print "external_id,display_name,sex" >people
    print "participant,rung,effective_on" >hired
    for (i = first; i < first + n; i++) {
      print "P" i ",Person " i "," (i % 2 ? "female" : "male") >people
      print "P" i ",officer,2020-01-01" >hired
    }
  }'
  waymark import participants "$people" -o asp >/dev/null
  waymark import career-events "$hired" -o asp >/dev/null
}

counted() {
  waymark call StatusService/GetEvaluationFigures '{"name":"organizations/asp/evaluationFigures"}' | jq -r .persons
}

asked() { psql -h "$(socket_folder)/postgres" -U waymark_admin -d waymark_evaluation -qAtc "$1" 2>/dev/null; }

# made: how many persons the rebuild has so far.
made() { asked "SELECT count(*) FROM rebuild.person" || echo 0; }

# await WHAT COMMAND…: until it succeeds, for half a minute.
await() {
  local what=$1
  shift
  wait_until 30 "$@" || die "never: $what"
}
has_made() { [ "$(made)" = "$1" ]; }
has_counted() { [ "$(counted)" = "$1" ]; }
# PostgreSQL still does what the killed process asked for last.
has_ended() { [ "$(asked "SELECT count(*) FROM pg_stat_activity WHERE usename = 'waymark_evaluation_owner'")" = 0 ]; }

# A reader whose transaction goes on until stop_reading.
read_on() {
  exec {reader}> >(exec psql -h "$(socket_folder)/postgres" -U waymark_admin -d waymark_evaluation -qAt >/dev/null)
  printf 'BEGIN;\nSELECT count(*) FROM person;\n\\! touch %s/reads\n' "$stage" >&"$reader"
  await "a reader" test -e "$stage/reads"
}
stop_reading() { exec {reader}>&-; }

set_stage() {
  waymark organization create asp --display-name "State Police" >/dev/null
  printf 'ladder,external_id,title,position,command\nP,officer,Officer,1,no\n' | import_input rungs
  people 1 20000
  await "all are counted" has_counted 20000
  as_owner evaluation "DELETE FROM person WHERE sex = 1"
  expect "persons who are left" "$(counted)" 10000
}

one_that_is_killed_changes_nothing() {
  local pid
  read_on
  "$root/deploy/rebuild" evaluation >"$stage/killed" 2>&1 & # not by the function, which would be a shell of its own
  pid=$!
  await "all are made" has_made 20000
  kill -9 "$pid"
  wait "$pid" 2>/dev/null || true
  await "its connection ends" has_ended
  stop_reading
  expect "persons after the kill" "$(counted)" 10000
}

the_next_goes_on_while_more_comes() {
  local writer
  people 30001 5000 &
  writer=$!
  rebuild >"$stage/said" 2>&1 || cat "$stage/said"
  expect "it goes on" "$(grep -c 'from where that stopped' "$stage/said")" 1
  expect "it is in use" "$(grep -c 'it is in use now: .* 0 parked' "$stage/said")" 1
  wait "$writer"
  await "all are counted" has_counted 25000
  expect "persons" "$(counted)" 25000
  expect_invariants asp
  expect "what is left of it" "$(made)" 0
  expect "failures in the log" "$(cat "$WAYMARK_DATA"/log/*.log | grep -c 'background work fails')" 0
}

in_redis() { redis XLEN waymark.events.progression.0; }
# Blocks of entries go, and what is a tenth more stays.
keeps_the_last() { [ "$(in_redis)" -ge $kept ] && [ "$(in_redis)" -le $((kept + kept / 10 + 100)) ]; }

# events_backwards TYPE: how many there are, read from the last one on.
events_backwards() {
  local token='' page all=0
  while true; do
    page=$(waymark call OutcomesService/ListLatestOutcomes \
      "{\"parent\":\"organizations/asp\",\"types\":[\"$1\"],\"pageSize\":1000,\"pageToken\":\"$token\"}")
    all=$((all + $(jq '.events | length' <<<"$page")))
    token=$(jq -r '.nextPageToken // ""' <<<"$page")
    [ -n "$token" ] || break
  done
  echo $all
}

all_are_read() {
  expect "events from the first one on" "$(count_events asp career.hired)" 25000
  expect "events from the last one back" "$(events_backwards career.hired)" 25000
}

what_redis_does_not_keep_is_read_all_the_same() {
  await "Redis keeps the last events" keeps_the_last
  all_are_read
  redis FLUSHALL >/dev/null
  await "Redis has the last events again" keeps_the_last
  all_are_read
  people 40001 10
  await "all are counted" has_counted 25010
  expect_invariants asp
}

what_was_begun_is_dropped() {
  expect "dropping nothing" "$(rebuild --discard)" "what was rebuilt so far is dropped"
  expect "another service" "$("$root/deploy/rebuild" courses 2>&1 | grep -c 'has a read model')" 1
}

suite_start
set_stage
one_that_is_killed_changes_nothing
the_next_goes_on_while_more_comes
what_redis_does_not_keep_is_read_all_the_same
what_was_begun_is_dropped
finish
