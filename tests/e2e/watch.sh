#!/bin/bash
# watch.sh one|many: outcomes as they happen, while what they come through is killed, to
# a client of Server-Sent Events without a browser and to `waymark watch`: nothing is
# missed and nothing comes twice. And who may read no longer is cut off. "one" has several
# partitions, and the organization is not in the first.
export WAYMARK_PROCESSES=$1
[ "$1" = many ] || export WAYMARK_PARTITIONS=3
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/lib_accounts.sh"
rounds=8
persons=100 # that graduate in each: every second of the unit, the first half in the programme
all=$((rounds * persons))
door=suite
[ "$1" = one ] || door=gateway

load() { waymark import "$1" "$files/$1.csv" --organization asp >/dev/null; }

set_stage() {
  local kind
  waymark organization create asp --display-name "State Police"
  files=$WAYMARK_DATA/files
  mkdir "$files"
  printf 'external_id,display_name\nHQ,Headquarters\n' >"$files/units.csv"
  printf 'external_id,title\nC,Course\nD,Another\n' >"$files/courses.csv"
  printf 'external_id,course\nK,C\nL,D\n' >"$files/cohorts.csv"
  for kind in units courses cohorts; do load $kind; done
  waymark call ProgrammesService/CreateProgramme '{"parent":"organizations/asp",
    "programme":{"externalId":"P","title":"Programme","courses":["organizations/asp/courses/~C"]}}' >/dev/null
}

graduate() {
  awk -v round="$1" -v n="$persons" -v dir="$files" 'BEGIN {
    print "external_id,display_name,unit" >(dir "/participants.csv")
    print "participant,cohort,state,enrolled_on,state_on" >(dir "/enrolments.csv")
    for (i = 0; i < n; i++) {
      id = "P" round "-" i
      print id ",Person " id "," (i % 2 ? "HQ" : "") >(dir "/participants.csv")
      print id "," (i < n / 2 ? "K" : "L") ",graduated,2024-01-01,2024-06-01" >(dir "/enrolments.csv")
    }
  }'
  load participants && load enrolments
}

kill_door() {
  local pid
  read -r pid _ <"$WAYMARK_DATA/pid/$door.pid"
  echo "kill -9 $door ($pid)"
  kill -9 "$pid"
  "$root/deploy/up" >"$WAYMARK_DATA.up.log" 2>&1
}

# follow FILE TOKEN: the client, in the background; sets FOLLOWER.
follow() {
  local path="/v1/organizations/asp/outcomes:watch?types=participant.graduated&resumeToken=0"
  : >"$1"
  node "$root/tests/e2e/watch/client.cjs" "$(cat "$WAYMARK_DATA/url")$path" "$2" >"$1" &
  FOLLOWER=$!
}
# watch_aside FILE OPTION…: `waymark watch`, in the background; sets FOLLOWER.
watch_aside() {
  : >"$1"
  "$WAYMARK_DATA/bin/waymark" watch -o asp --type participant.graduated --json "${@:2}" >"$1" 2>"$1.place" &
  FOLLOWER=$!
}
# await_lines FILE COUNT
await_lines() {
  local i
  for i in $(seq 300); do
    [ "$(wc -l <"$1")" -lt "$2" ] || return 0
    sleep 0.1
  done
}
# stop PROCESS
stop() {
  kill "$1" 2>/dev/null || return 0
  wait "$1" || true
}
# count FILE, of ids; twice FILE
count() { wc -l <"$1" | tr -d ' '; }
twice() { sort "$1" | uniq -d | wc -l | tr -d ' '; }

nothing_is_missed_and_nothing_comes_twice() {
  local round loading sse cli
  follow "$files/sse" "$(cat "$WAYMARK_DATA/admin-token")"
  sse=$FOLLOWER
  watch_aside "$files/cli.json" --from 0
  cli=$FOLLOWER
  for round in $(seq "$rounds"); do
    graduate "$round" &
    loading=$!
    if ((round % 3 == 0)); then kill_door; fi
    wait "$loading" || graduate "$round"
  done
  await_lines "$files/sse" "$all"
  await_lines "$files/cli.json" "$all"
  stop "$cli"
  stop "$sse"
  jq -r .id "$files/cli.json" >"$files/cli"
  expect "events that there are" "$(count_events asp participant.graduated)" "$all"
  expect "events that the SSE client saw, of these twice" "$(count "$files/sse") $(twice "$files/sse")" "$all 0"
  expect "events that waymark watch saw, of these twice" "$(count "$files/cli") $(twice "$files/cli")" "$all 0"
  expect "they saw the same" "$(sort "$files/cli" "$files/sse" | uniq -u | count /dev/stdin)" 0
}

a_place_is_where_it_goes_on() {
  local follower
  watch_aside "$files/more.json" --from "$(sed -n 's/.*--from //p' "$files/cli.json.place")"
  follower=$FOLLOWER
  graduate more
  await_lines "$files/more.json" "$persons"
  stop "$follower"
  expect "events after the place that watch printed" "$(count "$files/more.json")" "$persons"
}

filters_narrow_what_comes() {
  local follower
  watch_aside "$files/programme.json" --from 0 --programme P --unit HQ
  follower=$FOLLOWER
  await_lines "$files/programme.json" $(((all + persons) / 4))
  stop "$follower"
  expect "events of a unit and of a programme" "$(count "$files/programme.json")" $(((all + persons) / 4))
}

# revoked NAME HOW: a client of NAME is refused, within seconds of the command HOW.
revoked() {
  local name=$1
  shift
  follow "$files/$name" "$TOKEN"
  await_lines "$files/$name" "$all"
  "$@" >/dev/null
  await_lines "$files/$name" $((all + persons + 1))
  stop "$FOLLOWER"
}

who_may_read_no_longer_is_cut_off() {
  local granted token_name
  new_account eva
  grant eva AUDITOR >/dev/null
  granted=$(grant eva REGISTRAR)
  sign_in eva
  TOKEN=$(new_token)
  revoked right waymark call GrantsService/EndGrant "{\"name\":\"$granted\"}"
  expect "a right that is taken back" "$(tail -n 1 "$files/right")" "refused 403 PERMISSION_DENIED"
  grant eva REGISTRAR >/dev/null
  sign_in eva
  with_cookie GET /v1/accounts/me/apiTokens
  token_name=$(jq -r '.apiTokens[0].name' <<<"$BODY")
  revoked token with_cookie DELETE "/v1/$token_name"
  expect "a token that is revoked" "$(tail -n 1 "$files/token")" "refused 401 CREDENTIALS_INVALID"
  TOKEN=$(new_token)
  revoked account waymark call AccountsService/DisableAccount '{"name":"accounts/~eva"}'
  expect "an account that is disabled" "$(tail -n 1 "$files/account")" "refused 401 CREDENTIALS_INVALID"
}

partitions_with_events() {
  local partition
  for partition in 0 1 2; do redis EXISTS "waymark.events.courses.$partition"; done | tr '\n' ' '
}

suite_start
set_stage
nothing_is_missed_and_nothing_comes_twice
a_place_is_where_it_goes_on
filters_narrow_what_comes
[ "$1" = many ] || expect "partitions of courses that have events" "$(partitions_with_events)" "0 1 0 "
who_may_read_no_longer_is_cut_off
finish
