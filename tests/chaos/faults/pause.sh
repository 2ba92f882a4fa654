# shellcheck shell=bash
# Programs that stand still for a while and then go on as if nothing had been: with them
# their relay, which may no longer lead, and their consumers.

# pause SECONDS PROGRAM…
pause() {
  local seconds=$1 program pids=()
  shift
  for program in "$@"; do pids+=("$(pid_of "$program")"); done
  kill -STOP "${pids[@]}"
  sleep "$seconds"
  kill -CONT "${pids[@]}"
}

fault pause_relay many "SIGSTOP of the courses service (a relay) for 8 s"
pause_relay() { pause 8 courses; }

fault pause_consumer many "SIGSTOP of the evaluation service (consumers) for 8 s"
pause_consumer() { pause 8 evaluation; }

fault pause_gateway many "SIGSTOP of the gateway for 5 s"
pause_gateway() { pause 5 gateway; }

fault pause_redis one "SIGSTOP of Redis for 8 s"
pause_redis() { pause 8 redis; }

# Its session ends meanwhile, and with it its lock: another relay leads when it wakes.
fault depose_relay many "SIGSTOP of a relay, whose lead PostgreSQL ends meanwhile"
depose_relay() {
  local pid
  pid=$(pid_of courses)
  kill -STOP "$pid"
  postgres waymark_courses -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'waymark_courses'" >/dev/null
  sleep 3
  kill -CONT "$pid"
}

in_short pause_redis
