# shellcheck shell=bash
# Building, for deploy/up, tests/run and .ci/run.

# Compiled objects are shared among checkouts of this user.
export CCACHE_BASEDIR=$ROOT CCACHE_NOHASHDIR=1
if [[ -z ${CCACHE_DIR:-} && ! -w ${HOME:-/nonexistent} ]]; then export CCACHE_DIR=$ROOT/build/ccache; fi

# configure PRESET: once; later ninja itself does it again when need be.
configure() {
  local folder=$ROOT/build/$1
  mkdir -p -- "$folder" || die "$ROOT is not writable for $(id -un)"
  if [[ ! -f $folder/build.ninja ]]; then
    run_quietly "cmake --preset $1" "$folder/configure.log" env --chdir="$ROOT" cmake --preset "$1"
  fi
}

# build PRESET TARGET…: one after the other, where several are asked for at once.
build() {
  local folder=$ROOT/build/$1 lock
  configure "$1"
  shift
  exec {lock}>"$folder/lock"
  flock "$lock"
  report_progress "$folder/build.log" {lock}>&- &
  local reporter=$! status=0
  ninja -C "$folder" -j "$(build_jobs)" "$@" >"$folder/build.log" 2>&1 </dev/null || status=$?
  kill "$reporter" 2>/dev/null || true
  exec {lock}>&-
  ((status == 0)) || fail_build "$folder/build.log"
}

# report_progress LOG: says how far the build is, the first time after two
# seconds, as long as this script lives.
report_progress() {
  sleep 2 >/dev/null 2>&1
  while kill -0 $$ 2>/dev/null; do
    say "Building… $(tail -n 1 "$1" | grep -o '^\[[0-9/]*\]' || true)"
    # Not to hold what reads this script's output when it is over.
    sleep 30 >/dev/null 2>&1
  done
}

# fail_build LOG: what the compiler complained of.
fail_build() {
  grep -A 30 '^FAILED' "$1" | cut -c 1-300 | head -n 60 >&2 || tail -n 40 "$1" >&2
  die "the build failed, see $1"
}
