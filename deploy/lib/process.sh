# shellcheck shell=bash
# Processes by pid file. A pid file holds the pid, the start time of the process
# and the boot it belongs to, so that a pid that was given to another process
# since is never taken for ours, nor killed.

read -r BOOT_ID </proc/sys/kernel/random/boot_id

pid_file() { echo "$DATA/pid/$1.pid"; }

# process_start PID: sets START to when the process started (in ticks since
# boot). Fails for a process that does not run, or that only waits to be reaped.
process_start() {
  local stat
  START=
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
  # The name, in parentheses, may hold anything; the state comes after it.
  local -a fields
  read -ra fields <<<"${stat##*) }"
  [[ ${fields[0]} != Z ]] || return 1
  START=${fields[19]}
}

# write_pid NAME PID: fails, and leaves what was written before, where the disk is full.
write_pid() {
  process_start "$2" || return 1
  echo "$2 $START $BOOT_ID" >"$DATA/pid/$1.new" && mv -f "$DATA/pid/$1.new" "$DATA/pid/$1.pid"
}

# is_running NAME: sets PID too.
is_running() {
  local start boot
  PID=
  { read -r PID start boot <"$DATA/pid/$1.pid"; } 2>/dev/null || return 1
  [[ $boot == "$BOOT_ID" ]] && process_start "$PID" && [[ $START == "$start" ]]
}

is_stopped() { ! is_running "$1"; }

# stop_process NAME SIGNAL SECONDS [LAST_SIGNAL]: asks it to stop, and stops it
# the hard way when it has not done so in time.
stop_process() {
  local name=$1 signal=$2 seconds=$3 last=${4:-KILL}
  if is_running "$name"; then
    kill -s "$signal" "$PID" 2>/dev/null || true
    if ! wait_until "$seconds" is_stopped "$name"; then
      warn "$name has not stopped in $seconds s: ending it."
      kill -s "$last" "$PID" 2>/dev/null || true
      wait_until 30 is_stopped "$name" || die "$name (pid $PID) does not end"
    fi
  fi
  rm -f -- "$DATA/pid/$name.pid"
}
