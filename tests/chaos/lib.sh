# What the trials of faults share: load with a ledger on a suite of their own, and what
# must hold afterwards.
# shellcheck shell=bash
here=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/e2e/lib.sh
. "$here/../e2e/lib.sh"
for part in common packages build; do
  # shellcheck source=/dev/null
  . "$root/deploy/lib/$part.sh"
done

readonly LOAD=$root/build/release/tests/load/waymark_load
readonly WORKERS=16
readonly RATE=250 # operations a second, which two shared cores bear beside all else
readonly READY_IN=30

mode="" # the one that runs
ledgers=$(mktemp -d "${TMPDIR:-/tmp}/wml.XXXXXX")
export WAYMARK_SEEDED_FILE=$ledgers/seeded

postgres() { psql --host="$(socket_folder)/postgres" --username=waymark_admin --no-psqlrc --quiet -At "$@"; }

# use_mode one|many|seeded: has the suite run in one process, in many, or in one that
# has the faults of seeded.h compiled in.
use_mode() {
  [[ $1 != "$mode" ]] || return 0
  export WAYMARK_PROCESSES=$1
  [[ $1 != seeded ]] || WAYMARK_PROCESSES=one
  # One account makes all requests here.
  export WAYMARK_ACCOUNT_RATE=0 WAYMARK_TOKEN_RATE=0
  if [[ -z $mode ]]; then
    suite_start
  else
    "$root/deploy/up" >"$WAYMARK_DATA.up.log" 2>&1 || die "deploy/up failed, see $WAYMARK_DATA.up.log"
  fi
  [[ $1 != seeded ]] || use_seeded
  mode=$1
}

use_seeded() {
  build seeded gateway/suite/waymark-suite
  install -m 700 "$root/build/seeded/gateway/suite/waymark-suite" "$WAYMARK_DATA/bin/waymark-suite.new"
  mv -f "$WAYMARK_DATA/bin/waymark-suite.new" "$WAYMARK_DATA/bin/waymark-suite"
  kill_program suite
  wait_until "$READY_IN" is_ready suite
}

# is_ready [PROGRAM]: whether the gateway says that all answer, and the program runs.
is_ready() {
  { [[ -z ${1:-} ]] || kill -0 "$(pid_of "$1")" 2>/dev/null; } &&
    curl --silent --fail --max-time 2 --output /dev/null "$(<"$WAYMARK_DATA/url")/readyz"
}

# make_organization ID: with the course and the rung that the load refers to.
make_organization() {
  local parent=organizations/$1 ladder
  waymark organization create "$1" --display-name "$1" --country GB
  waymark call CoursesService/CreateCourse \
    "{\"parent\": \"$parent\", \"course\": {\"externalId\": \"LOAD\", \"title\": \"Load\"}}"
  ladder=$(waymark call LaddersService/CreateLadder \
    "{\"parent\": \"$parent\", \"ladder\": {\"externalId\": \"LOAD\", \"title\": \"Load\"}}" | jq -r .name)
  waymark call LaddersService/CreateRung "{\"parent\": \"$parent\", \"rung\":
    {\"externalId\": \"LOAD\", \"title\": \"Load\", \"ladder\": \"$ladder\", \"position\": 1}}"
} >/dev/null

# load_start ORGANIZATION: returns when it is under way.
load_start() {
  make_organization "$1"
  "$LOAD" run "$ledgers/$1" "$1" "$WORKERS" "$RATE" >"$ledgers/$1.log" &
  load=$!
  wait_until "$READY_IN" has_acknowledged "$1" 500
}

# How many operations the ledger has as acknowledged.
count_acknowledged() { cat "$ledgers/$1"/* 2>/dev/null | grep -c '^ack'; }
has_acknowledged() { (($(count_acknowledged "$1") >= $2)); }

# await_more ORGANIZATION COUNT: until so many more are acknowledged than by now.
await_more() { wait_until 60 has_acknowledged "$1" $(($(count_acknowledged "$1") + $2)); }

# load_stop: returns when nothing is in doubt any more.
load_stop() {
  kill -TERM "$load"
  wait "$load"
}

check_ledger() { "$LOAD" check "$ledgers/$1" "$1" "$(socket_folder)"; }

has_lag_0() {
  waymark call StatusService/GetEvaluationStatus "{\"name\": \"organizations/$1/evaluationStatus\"}" 2>/dev/null |
    jq --exit-status .caughtUp >/dev/null
}
