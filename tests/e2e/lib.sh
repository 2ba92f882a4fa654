# What the end-to-end tests share: a suite of their own, started by deploy/up in
# a temporary folder on a port of its own, and checks that print what they saw.
# shellcheck shell=bash
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=deploy/lib/common.sh
. "$root/deploy/lib/common.sh"
shared=${WAYMARK_SHARED:-$root/../shared}
profiles=$root/tests/e2e/profiles
checks=0
failures=0
beside=() # servers that run beside the suite

# Without the real input the tests that need it say so; ctest counts them as skipped.
need_data() {
  [ -d "$shared/data/$1" ] && return
  echo "skipped: the real input $1 is not here (set WAYMARK_SHARED to the folder that holds data/$1)"
  exit 77
}

# free_port FIRST COUNT [WIDTH]: one of COUNT ports from FIRST on where nobody listens, nor at the
# WIDTH - 1 behind it: another suite, or what stands beside it, may run at the same time.
free_port() {
  local port i
  while true; do
    port=$(($1 + RANDOM % $2))
    for ((i = 0; i < ${3:-1}; i++)); do
      if port_is_taken $((port + i)); then continue 2; fi
    done
    echo "$port"
    return
  done
}

# new_suite_port: for the gateway and, behind it, for gRPC; below those that the kernel gives away.
new_suite_port() { free_port 20000 12000 2; }

# suite_start: at suite_port, where that had to be known before.
suite_start() {
  WAYMARK_DATA=$(mktemp -d "${TMPDIR:-/tmp}/wme.XXXXXX")
  WAYMARK_PORT=${suite_port:-$(new_suite_port)}
  export WAYMARK_DATA WAYMARK_PORT
  trap suite_stop EXIT
  "$root/deploy/up" >"$WAYMARK_DATA.up.log" 2>&1 || {
    cat "$WAYMARK_DATA.up.log"
    return 1
  }
}

suite_stop() {
  local status=$?
  # One of them may have ended.
  [ ${#beside[@]} -eq 0 ] || kill "${beside[@]}" 2>/dev/null || true
  [ -z "${stage:-}" ] || rm -rf "$stage"
  if [ $status -ne 0 ] || [ $failures -ne 0 ]; then
    echo "--- the last lines of the services' logs"
    tail -n 15 "$WAYMARK_DATA"/log/*.log 2>/dev/null || true
  fi
  "$root/deploy/down" --destroy --yes >/dev/null 2>&1 || true
  rm -rf "$WAYMARK_DATA" "$WAYMARK_DATA.up.log"
  [ $failures -eq 0 ] || exit 1
}

# A folder for what a test needs besides; goes with the suite.
make_stage() { stage=$(mktemp -d "${TMPDIR:-/tmp}/wms.XXXXXX"); }

# The same with what servers of another make need that the suite is to talk to.
stage_start() {
  "$root/tests/checks/npm_packages"
  make_stage
}

# run_beside SCRIPT ARGUMENT…: runs such a server, with node, until the suite stops.
run_beside() {
  (cd "$root" && exec node "$@") >>"$stage/log" 2>&1 &
  beside+=($!)
}

waymark() { "$WAYMARK_DATA/bin/waymark" "$@"; }

# call METHOD JSON: by the administrator's token.
call() { waymark call "$1" "$2"; }

socket_folder() { realpath "$WAYMARK_DATA/run"; }
redis() { redis-cli -s "$(socket_folder)/redis.sock" "$@"; }

pid_of() {
  local pid
  read -r pid _ <"$WAYMARK_DATA/pid/$1.pid"
  echo "$pid"
}

# The supervisor starts it again.
kill_program() {
  local pid
  pid=$(pid_of "$1")
  echo "kill -9 $1 ($pid)"
  kill -9 "$pid"
}

# as_owner SERVICE SQL: as the owner of its database, who can change any row there.
as_owner() {
  PGOPTIONS='-c waymark.organization=asp' psql --host="$(socket_folder)/postgres" \
    --username="waymark_$1_owner" --dbname="waymark_$1" --no-psqlrc --quiet -v ON_ERROR_STOP=1 --command="$2" >/dev/null
}

# expect WHAT ACTUAL EXPECTED
expect() {
  checks=$((checks + 1))
  if [ "$2" = "$3" ]; then
    echo "ok    $1: $2"
  else
    failures=$((failures + 1))
    echo "FAIL  $1: $2, expected $3"
  fi
}

# expect_invariants ORGANIZATION
expect_invariants() {
  local checked
  checked=$(waymark verify --organization "$1" --json) || true
  expect "invariants that fail of $1" "$(jq -c 'map(select(.holds | not))' <<<"$checked")" "[]"
}

finish() {
  echo "$checks checks, $failures failed"
  [ "$failures" -eq 0 ]
}

# import ORGANIZATION FOLDER KIND FILE: by the profile of that folder and kind.
import() {
  waymark import "$3" "$shared/data/$4" --organization "$1" --profile "$profiles/$2/$3.json"
}

# import_input KIND: imports what standard input has for asp, by way of the folder of the test.
import_input() {
  cat >"$stage/$1.csv"
  waymark import "$1" "$stage/$1.csv" -o asp >/dev/null
}

# count_oulad: what the Open University's files say themselves, counted without Waymark.
count_oulad() { zcat "$shared/data/oulad/studentInfo.csv.gz" | tr -d '"\r' | awk -f "$root/tests/e2e/oulad_counts.awk"; }
# oulad_figure DIMENSION VALUE COLUMN: one of these figures.
oulad_figure() { awk -F '\t' -v d="$1" -v v="$2" -v n="$3" '$1 == d && $2 == v { print $n }' < <(count_oulad); }

# The Open University's past records, all but the results, as organization ou.
load_oulad_enrolments() {
  import ou oulad units oulad/studentInfo.csv.gz
  import ou oulad courses oulad/courses.csv.gz
  import ou oulad cohorts oulad/courses.csv.gz
  import ou oulad participants oulad/studentInfo.csv.gz
  import ou oulad enrolments oulad/studentInfo.csv.gz
}

load_oulad_results() {
  import ou oulad assessments oulad/assessments.csv.gz
  import ou oulad results oulad/studentAssessment.csv.gz
}

# Waits until the evaluation service has applied all events.
await_lag_0() {
  local i
  for i in $(seq 600); do
    if [ "$(waymark call StatusService/GetEvaluationStatus "{\"name\":\"organizations/$1/evaluationStatus\"}" |
      jq .caughtUp)" = true ]; then
      echo "ok    lag 0 after ${i} looks"
      return
    fi
    sleep 0.2
  done
  expect "evaluation reaches lag 0" "no" "yes"
}

# funnel_rows ORGANIZATION [OPTION…]: `label enrolled completed graduated promoted command`, sorted.
funnel_rows() {
  local organization=$1
  shift
  waymark funnel --organization "$organization" "$@" --json |
    jq -r '.rows[] | [.key, .enrolled, .completed, .graduated, .promoted, .inCommand] | @tsv' | LC_ALL=C sort
}

# How many outcome events of a type there are, from the first.
count_events() {
  waymark watch --organization "$1" --from 0 --until-now --json --type "$2" 2>/dev/null | wc -l | tr -d ' '
}
