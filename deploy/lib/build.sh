# shellcheck shell=bash
# Building, for deploy/up, tests/run and .ci/run.

# Compiled objects are shared among checkouts of this user.
export CCACHE_BASEDIR=$ROOT CCACHE_NOHASHDIR=1
if [[ -z ${CCACHE_DIR:-} && ! -w ${HOME:-/nonexistent} ]]; then export CCACHE_DIR=$ROOT/build/ccache; fi

# build PRESET TARGET…
build() {
  local preset=$1 folder=$ROOT/build/$1
  shift
  mkdir -p -- "$folder" || die "$ROOT is not writable for $(id -un)"
  if [[ ! -f $folder/build.ninja ]]; then
    run_quietly "cmake --preset $preset" "$folder/configure.log" env --chdir="$ROOT" cmake --preset "$preset"
  fi
  say_if_work "$folder" "$@"
  run_quietly "the build" "$folder/build.log" ninja -C "$folder" -j "$(build_jobs)" "$@"
}

# Says how much there is to build, when there is.
say_if_work() {
  local folder=$1 steps
  shift
  steps=$(ninja -C "$folder" -n "$@" 2>/dev/null | grep -c '^\[' || true)
  if ((steps > 1)); then
    say "Building $steps targets with $(build_jobs) compilers; progress is in $folder/build.log"
  fi
}
