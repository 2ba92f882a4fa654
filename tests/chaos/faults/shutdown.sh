# shellcheck shell=bash
# Programs that are asked to stop, and finish what they have begun.

# terminate TIMES PROGRAM
terminate() {
  local pid
  for _ in $(seq "$1"); do
    pid=$(pid_of "$2")
    kill -TERM "$pid"
    wait_until "$READY_IN" has_other_pid "$2" "$pid" || return
    wait_until "$READY_IN" is_ready "$2" || return
    await_more "$ORGANIZATION" 100 || return
  done
}

has_other_pid() { [[ $(pid_of "$1") != "$2" ]]; }

fault terminate_suite one "SIGTERM of the process, 20 times"
terminate_suite() { terminate 20 suite; }

fault terminate_service many "SIGTERM of the courses service, 5 times"
terminate_service() { terminate 5 courses; }

fault terminate_gateway many "SIGTERM of the gateway, 5 times"
terminate_gateway() { terminate 5 gateway; }
