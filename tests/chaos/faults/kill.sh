# shellcheck shell=bash
# Programs of Waymark that die at once, at moments nobody chose.

# kill_at_random TIMES PROGRAM…: one of them each time, which is back when the next dies.
kill_at_random() {
  local times=$1 victim
  shift
  for _ in $(seq "$times"); do
    victim=${*:RANDOM % $# + 1:1}
    kill_program "$victim"
    sleep "0.$((RANDOM % 10))"
    wait_until "$READY_IN" is_ready "$victim" || return
    await_more "$ORGANIZATION" 100 || return
  done
}

fault kill_suite one "kill -9 of the process, 10 times"
kill_suite() { kill_at_random 10 suite; }

fault kill_services many "kill -9 of a service or the gateway, 20 times"
kill_services() { kill_at_random 20 access participants courses progression evaluation webhooks gateway; }

fault kill_all_at_once many "kill -9 of all services, the gateway, PostgreSQL and Redis"
kill_all_at_once() {
  local program
  for program in access participants courses progression evaluation webhooks gateway postgres redis; do
    kill_program "$program"
  done
}

in_short kill_suite
