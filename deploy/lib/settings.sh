# shellcheck shell=bash
# What the programs are told by environment variables: those of deploy/up, and those of the file
# `settings` in the data folder, which also hold after a reboot or an upgrade.

# Of deploy/up itself and of clients, not of the programs.
readonly NO_SETTINGS='^WAYMARK_(DATA|URL|TOKEN|SHARED)='
# Kept by themselves, each in a file of its own.
readonly KEPT_SETTINGS='^WAYMARK_(PORT|GRPC_PORT|PROCESSES|TRANSPORT|PARTITIONS)='

# load_settings: exports what the file says and the environment does not.
load_settings() {
  local file=$DATA/settings line number=0 name
  [[ -e $file ]] || return 0
  while IFS= read -r line || [[ -n $line ]]; do
    number=$((number + 1))
    [[ -n $line && $line != '#'* ]] || continue
    [[ $line =~ ^(WAYMARK_[A-Z0-9_]+)=(.*)$ ]] || die "$file, line $number: must be a comment (#) or NAME=VALUE, with a name that begins with WAYMARK_"
    ! [[ $line =~ $NO_SETTINGS ]] || die "$file, line $number: ${BASH_REMATCH[0]%=} is no setting of the programs"
    name=${line%%=*}
    [[ -v $name ]] || export "$name=${line#*=}"
  done <"$file"
}

# settings_now: prints those of this run.
settings_now() {
  local name
  for name in "${!WAYMARK_@}"; do echo "$name=${!name}"; done | grep -vE "$NO_SETTINGS|$KEPT_SETTINGS" || true
}

# settings_are_kept: whether what runs was started with the same.
settings_are_kept() { [[ $(cat "$DATA/settings.used" 2>/dev/null) == "$(settings_now)" ]]; }

# keep_settings: programs that run by others are stopped.
keep_settings() {
  local names
  if settings_are_kept; then return; fi
  # Nothing is said of a first start.
  if [[ -e $DATA/settings.used ]]; then
    names=$({ diff "$DATA/settings.used" <(settings_now) || true; } | sed -n 's/^[<>] \([A-Z0-9_]*\)=.*/\1/p' | sort -u | xargs)
    say "Other settings than at the last start: $names"
  fi
  stop_process supervisor TERM 10
  stop_programs "${SERVERS[@]}"
  settings_now >"$DATA/settings.used"
}
