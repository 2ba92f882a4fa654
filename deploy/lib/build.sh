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

# build PRESET TARGET…
build() {
  local folder=$ROOT/build/$1
  configure "$1"
  shift
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
