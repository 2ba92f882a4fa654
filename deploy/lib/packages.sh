# shellcheck shell=bash
# Installs the Debian packages that are missing, and nothing else.

# packages_of GROUP…: the packages that deploy/packages.txt lists under them.
packages_of() {
  awk -v groups="$*" '
    BEGIN { count = split(groups, list, " "); for (i = 1; i <= count; i++) chosen[list[i]] = 1 }
    /^\[/ { gsub(/[][]/, ""); wanted = ($0 in chosen); next }
    /^#/ || NF == 0 { next }
    wanted { print $1 }' "$ROOT/deploy/packages.txt"
}

# node_packages: Node.js and npm, unless they are here from another source than Debian.
node_packages() { command -v npm >/dev/null || printf '%s\n' nodejs npm; }

# missing_packages PACKAGE…: those that are not installed.
missing_packages() {
  local installed package
  # shellcheck disable=SC2016 # dpkg-query's own ${…}
  installed=$(dpkg-query --show --showformat '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null || true)
  for package in "$@"; do
    grep -qxF "$package installed" <<<"$installed" || echo "$package"
  done
}

# as_root COMMAND…: by sudo when we are not root.
as_root() {
  if ((EUID == 0)); then
    "$@"
  elif [[ -t 0 ]]; then
    sudo -- "$@"
  else
    sudo -n -- "$@"
  fi
}

# install_packages PACKAGE…
install_packages() {
  local missing
  mapfile -t missing < <(missing_packages "$@")
  ((${#missing[@]} > 0)) || return 0
  command -v apt-get >/dev/null || die "these packages are missing and there is no apt-get: ${missing[*]}"
  if ((EUID != 0)) && ! command -v sudo >/dev/null; then
    die "these packages are missing; install them as root: apt-get install ${missing[*]}"
  fi
  say "Installing ${#missing[@]} Debian packages: ${missing[*]}"
  as_root "$ROOT/deploy/lib/apt-install" "${missing[@]}" || die "the packages could not be installed"
  mapfile -t missing < <(missing_packages "$@")
  ((${#missing[@]} == 0)) || die "still missing after installation: ${missing[*]}"
}
