# shellcheck shell=bash
# shellcheck disable=SC2034 # the scripts that source this use the variables
# What every script needs: words to the user, waiting, and the checkout's place.

ROOT=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }

die() {
  warn "error: $*"
  exit 1
}

die_usage() {
  warn "error: $*"
  warn "See: $0 --help"
  exit 2
}

# run_quietly WHAT LOG COMMAND…: the command's output goes to LOG; when it
# fails, the end of it is shown.
run_quietly() {
  local what=$1 log=$2
  shift 2
  if "$@" >"$log" 2>&1 </dev/null; then return 0; fi
  warn "--- the end of $log"
  tail -n 40 "$log" >&2
  die "$what failed"
}

# wait_until SECONDS COMMAND…: runs the command until it succeeds.
wait_until() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < end)) || return 1
    sleep 0.2
  done
}

# How many compilers to run at once: one for each core, but each wants 1.5 GB.
build_jobs() {
  local cores by_memory available
  cores=$(nproc)
  available=$(awk '/^MemAvailable:/ {print int($2 / 1024)}' /proc/meminfo)
  by_memory=$((available / 1500))
  ((by_memory >= 1)) || by_memory=1
  echo $((cores < by_memory ? cores : by_memory))
}

# memory_megabytes DIVISOR LOW HIGH: a share of the machine's memory within
# bounds.
memory_megabytes() {
  local share
  share=$(awk -v divisor="$1" '/^MemTotal:/ {print int($2 / 1024 / divisor)}' /proc/meminfo)
  ((share >= $2)) || share=$2
  ((share <= $3)) || share=$3
  echo "$share"
}

# port_is_taken PORT: whether a program listens there, on loopback.
port_is_taken() { { exec {connection}<>"/dev/tcp/127.0.0.1/$1" && exec {connection}>&-; } 2>/dev/null; }
