# What the benchmarks share: they print what a suite of their own does, and assert nothing.
# shellcheck shell=bash
# shellcheck source=tests/e2e/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../e2e/lib.sh"
# shellcheck source=deploy/lib/packages.sh
. "$root/deploy/lib/packages.sh"
# shellcheck source=deploy/lib/build.sh
. "$root/deploy/lib/build.sh"

# prepare PROGRAM: what a benchmark needs, on a machine that has none of it.
prepare() {
  local packages
  mapfile -t packages < <(packages_of run build test bench && node_packages)
  install_packages "${packages[@]}"
  build release "$1"
}

# row WHAT FIGURE [GOAL [MORE]]
row() { printf '%-52s %-26s %-14s %s\n' "$1" "$2" "${3:-}" "${4:-}"; }

# memory_of PROGRAM: what it has now, in megabytes.
memory_of() { awk '/^VmRSS/ { printf "%d", $2 / 1024 }' "/proc/$(pid_of "$1")/status"; }
