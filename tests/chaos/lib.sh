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

failed=0 # trials
mode=""  # the one that runs
BEFORE="" # the checkout of the build before
SMALL_DISK=""
load="" # the process, while it runs
ledgers=$(mktemp -d "${TMPDIR:-/tmp}/wml.XXXXXX")
export WAYMARK_SEEDED_FILE=$ledgers/seeded
# One account makes all requests here.
export WAYMARK_ACCOUNT_RATE=0 WAYMARK_TOKEN_RATE=0

# What the load and the faults need, on a machine that has none of it.
prepare() {
  local packages
  mapfile -t packages < <(packages_of run build test && node_packages)
  install_packages "${packages[@]}"
  build release tests/load/waymark_load
}

# says ANSWER COMMAND…: whether that is what the command answers. redis-cli succeeds where
# Redis refuses.
says() {
  local answer=$1 said
  shift
  said=$("$@")
  [[ $said == "$answer" ]] || { echo "$*: $said" && return 1; }
}

postgres() { psql --host="$(socket_folder)/postgres" --username=waymark_admin --no-psqlrc --quiet -At "$@"; }

# use_mode MODE: has the suite run in that way: `one` process, or `many`; one that has the
# faults of seeded.h compiled in; one on a disk of its own that is `small`; one whose
# clock is that of the file `clock`; `many` of the build `before`, see make_before, anew each
# time.
use_mode() {
  [[ $1 != "$mode" || $1 == before ]] || return 0
  [[ " $1 $mode " != *" small "* && " $1 $mode " != *" before "* ]] || leave_suite
  export WAYMARK_PROCESSES=one
  [[ $1 != many && $1 != before ]] || WAYMARK_PROCESSES=many
  [[ $1 != small ]] || make_small_disk
  if [[ -z $mode ]]; then
    if [[ $1 == before ]]; then root=$BEFORE suite_start; else suite_start; fi
    trap leave_suite EXIT
    trap 'exit 1' INT TERM
  else
    "$root/deploy/up" >"$WAYMARK_DATA.up.log" 2>&1 || die "deploy/up failed, see $WAYMARK_DATA.up.log"
  fi
  case $1 in
    seeded) use_seeded ;;
    fake_clock) use_fake_clock ;;
  esac
  mode=$1
}

# commit_before: prints WAYMARK_BEFORE, else the commit before the last that brought a
# migration.
commit_before() {
  local git=(git -c safe.directory='*' -C "$ROOT") last
  last=$("${git[@]}" log -1 --first-parent --format=%H -- 'services/*/migrations/*.sql')
  "${git[@]}" rev-parse --verify --quiet "${WAYMARK_BEFORE:-$last^1}^{commit}"
}

# make_before: has the build before and this one made; fails where that cannot be. The one before
# lies in a folder of its own.
make_before() {
  local commit
  commit=$(commit_before) || { echo "the history has no build before" && return 1; }
  BEFORE=$ROOT/build/before/$commit
  if [[ ! -d $BEFORE ]]; then
    rm -rf "$BEFORE.new"
    mkdir -p "$BEFORE.new"
    git -c safe.directory='*' -C "$ROOT" archive "$commit" | tar -x -C "$BEFORE.new" || return
    mv "$BEFORE.new" "$BEFORE"
  fi
  echo "the build before: $commit"
  (build_checkout "$BEFORE") && (build_checkout "$ROOT")
}

# build_checkout CHECKOUT: its programs; in a shell of its own.
build_checkout() {
  local part service targets=(gateway/server/waymark-gateway gateway/suite/waymark-suite gateway/cli/waymark)
  for part in common build data; do
    # shellcheck source=/dev/null
    . "$1/deploy/lib/$part.sh"
  done
  for service in "${SERVICES[@]}"; do targets+=("services/$service/waymark-$service"); done
  build release "${targets[@]}"
}

leave_suite() {
  [[ -z $load ]] || kill -KILL "$load" 2>/dev/null || true
  if [[ -n $mode ]]; then suite_stop; fi
  mode=""
  [[ -n $SMALL_DISK ]] || return 0
  as_root umount "$SMALL_DISK"
  SMALL_DISK=""
  unset TMPDIR
}

# Fails when one has failed, and then keeps the ledgers to be looked at.
end_trials() {
  leave_suite
  if ((failed > 0)); then
    echo "the ledgers are in $ledgers"
    return 1
  fi
  rm -rf "$ledgers"
}

# replace_suite FILE: runs it instead.
replace_suite() {
  install -m 700 "$1" "$WAYMARK_DATA/bin/waymark-suite.new"
  mv -f "$WAYMARK_DATA/bin/waymark-suite.new" "$WAYMARK_DATA/bin/waymark-suite"
  kill_program suite
  wait_until "$READY_IN" is_ready suite
}

use_seeded() {
  build seeded gateway/suite/waymark-suite
  replace_suite "$root/build/seeded/gateway/suite/waymark-suite"
}

# By a library of our own: libfaketime does not go together with jemalloc.
use_fake_clock() {
  local library=$WAYMARK_DATA/clock.so real=$WAYMARK_DATA/bin/waymark-suite.real
  cc -O2 -shared -fPIC -o "$library" "$here/clock.c" -ldl
  cp "$WAYMARK_DATA/bin/waymark-suite" "$real"
  shift_clock 0
  cat >"$WAYMARK_DATA/with-clock" <<WRAPPER
#!/bin/sh
exec env LD_PRELOAD=$library WAYMARK_CLOCK_FILE=$WAYMARK_DATA/clock $real
WRAPPER
  replace_suite "$WAYMARK_DATA/with-clock"
}

# shift_clock SECONDS: against that of the machine.
shift_clock() {
  python3 -c 'import struct, sys; sys.stdout.buffer.write(struct.pack("q", int(sys.argv[1])))' "$1" |
    dd of="$WAYMARK_DATA/clock" conv=notrunc status=none
}

# The suite is made in TMPDIR.
make_small_disk() {
  SMALL_DISK=$ledgers/disk
  mkdir "$SMALL_DISK"
  as_root mount -t tmpfs -o size=700m tmpfs "$SMALL_DISK"
  chmod 711 "$ledgers"
  export TMPDIR=$SMALL_DISK
}

# is_ready [PROGRAM]: whether the gateway says that all answer, and the program runs.
is_ready() {
  { [[ -z ${1:-} ]] || kill -0 "$(pid_of "$1")" 2>/dev/null; } &&
    curl --silent --fail --max-time 2 --output /dev/null "$(<"$WAYMARK_DATA/url")/readyz"
}

# runs_once: whether nothing of Waymark runs twice, as far as that can be seen of what
# each works on: Redis on its folder, the others on their program.
runs_once() {
  local process place places=("$WAYMARK_DATA/redis" "$WAYMARK_DATA"/bin/waymark-*)
  local -A seen=()
  for process in /proc/[0-9]*; do
    for place in "${places[@]}"; do
      [[ $process/cwd -ef $place || $process/exe -ef $place ]] || continue
      [[ -z ${seen[$place]:-} ]] || { echo "runs twice: $place" && return 1; }
      seen[$place]=$process
    done
  done
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

# load_start ORGANIZATION [RATE [COUNT]]: returns when it is under way: when COUNT
# operations are acknowledged.
load_start() {
  make_organization "$1"
  "$LOAD" run "$ledgers/$1" "$1" "$WORKERS" "${2:-$RATE}" >"$ledgers/$1.log" &
  load=$!
  wait_until "$READY_IN" has_acknowledged "$1" "${3:-500}"
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
  load=""
}

# has_arrived ORGANIZATION: whether all of the ledger is everywhere; what it says is kept
# in ORGANIZATION.line.
has_arrived() {
  has_lag_0 "$1" && "$LOAD" check "$ledgers/$1" "$1" "$(socket_folder)" >"$ledgers/$1.line"
}

has_lag_0() {
  waymark call StatusService/GetEvaluationStatus "{\"name\": \"organizations/$1/evaluationStatus\"}" 2>/dev/null |
    jq --exit-status .caughtUp >/dev/null
}
