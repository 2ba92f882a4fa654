# shellcheck shell=bash
# The build before gives way to the new one: its migrations are killed in the middle, and
# its programs run beside the new ones.

# with_deploy COMMAND…: with what deploy/up has; in a shell of its own.
with_deploy() {
  local part
  for part in common process data postgres programs; do
    # shellcheck source=/dev/null
    . "$ROOT/deploy/lib/$part.sh"
  done
  use_data_folder
  find_run_folder
  "$@"
}

# shellcheck disable=SC2016 # the other shell's own
services_of() { bash -c '. "$1/deploy/lib/data.sh" && echo "${SERVICES[@]}"' - "$1"; }

# --- migrations that are killed

# pending_service: prints the first whose database lacks a migration.
pending_service() {
  local service files
  for service in $(services_of "$BEFORE"); do
    files=("$ROOT/services/common/events/migrations/"*.sql "$ROOT/services/$service/migrations/"*.sql)
    (($(count_migrations "$service") < ${#files[@]})) && echo "$service" && return
  done
}

count_migrations() { postgres "waymark_$1" -c "SELECT count(*) FROM schema_migration"; }

# schema_of DATABASE: without what pg_dump makes up anew each time.
schema_of() {
  "$(find /usr/lib/postgresql -name pg_dump | tail -1)" --host="$(socket_folder)/postgres" --username=waymark_admin \
    --schema-only "$1" | grep -v '^[\]'
}

readonly HOLD=4711 # an advisory lock that nothing else takes

# hold SERVICE POINT: the next migration of its database stands still after its first
# `statement`, or before the `record` that it was applied.
hold() {
  local lock="LOCK TABLE schema_migration IN SHARE MODE"
  if [[ $2 == statement ]]; then
    lock="SELECT pg_advisory_xact_lock($HOLD)"
    # Of what comes before a migration, nothing is held.
    postgres "waymark_$1" -c "CREATE FUNCTION hold() RETURNS event_trigger LANGUAGE plpgsql AS \$\$ BEGIN
      IF tg_tag NOT IN ('CREATE TABLE', 'GRANT') THEN PERFORM pg_advisory_xact_lock_shared($HOLD); END IF; END \$\$" \
      -c "CREATE EVENT TRIGGER hold ON ddl_command_end EXECUTE FUNCTION hold()"
  fi
  PGAPPNAME=hold postgres "waymark_$1" -c "BEGIN; $lock; SELECT pg_sleep(600)" >/dev/null 2>&1 &
}

is_held() {
  [[ $(postgres "waymark_$1" -c "SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND usename = 'waymark_$1_owner' AND wait_event_type = 'Lock'") == 1 ]]
}

# is_held_or_over SERVICE: and no deploy/up will come to where it is held.
is_held_or_over() { is_held "$1" || is_gone "$up"; }

# let_go SERVICE: and whoever still migrates comes to an end.
let_go() {
  wait_until "$READY_IN" postgres postgres -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name = 'hold'" >/dev/null 2>&1 || return
  wait_until "$READY_IN" has_no_migrator "$1" || return
  postgres "waymark_$1" -c "DROP EVENT TRIGGER IF EXISTS hold" -c "DROP FUNCTION IF EXISTS hold" 2>/dev/null
}

has_no_migrator() {
  [[ $(postgres postgres -c "SELECT count(*) FROM pg_stat_activity WHERE usename = 'waymark_$1_owner'") == 0 ]]
}

# kill_migrator SERVICE: the process that migrates its database.
kill_migrator() {
  local process
  for process in /proc/[0-9]*; do
    [[ $process/exe -ef $WAYMARK_DATA/bin/waymark-$1 ]] && grep -qz '^migrate$' "$process/cmdline" &&
      kill -9 "${process#/proc/}" && return
  done
  return 1
}

# kill_migration VICTIM POINT: has deploy/up migrate up to there, and kills the
# `migrator` or `postgres`. Then either nothing of the migration is there, or all of it.
kill_migration() {
  local service count schema up
  service=$(pending_service || true)
  [[ -n $service ]] || { echo "not tried: no migration is left to kill the $1 at its $2" && return "$NOT_TRIED"; }
  count=$(count_migrations "$service")
  schema=$(schema_of "waymark_$service")
  hold "$service" "$2"
  "$ROOT/deploy/up" >"$WAYMARK_DATA.up.log" 2>&1 &
  up=$!
  wait_until 120 is_held_or_over "$service"
  if ! is_held "$service"; then
    echo "not tried: the migration of $service did not come to its $2"
    wait "$up" && let_go "$service" || return
    return "$NOT_TRIED"
  fi
  echo "kill -9 of $1 at the $2 of a migration of $service"
  if [[ $1 == postgres ]]; then kill_program postgres >/dev/null; else kill_migrator "$service"; fi || return
  ! wait "$up" || { echo "deploy/up did not notice" && return 1; }
  let_go "$service" || return
  [[ $(count_migrations "$service") != "$count" ]] || [[ $(schema_of "waymark_$service") == "$schema" ]] ||
    { echo "a part of a migration of $service is there" && return 1; }
}

# has_whole_schema SERVICE: whether its database is as a new one that was never disturbed.
has_whole_schema() {
  local fresh=waymark_$1_fresh same
  postgres postgres -c "CREATE DATABASE $fresh OWNER waymark_$1_owner TEMPLATE template0" || return
  WAYMARK_OWNER_DATABASE="host=$(socket_folder)/postgres dbname=$fresh user=waymark_$1_owner" \
    WAYMARK_APP_ROLE=waymark_$1 "$WAYMARK_DATA/bin/waymark-$1" migrate >/dev/null 2>&1 || return
  diff <(schema_of "$fresh") <(schema_of "waymark_$1")
  same=$?
  postgres postgres -c "DROP DATABASE $fresh"
  return "$same"
}

fault migration_killed before "a migration whose process, or PostgreSQL, is killed at its first statement or its record"
migration_killed() {
  local victim point service status untried=0
  for victim in postgres migrator; do
    for point in statement record; do
      status=0
      kill_migration "$victim" "$point" || status=$?
      if ((status == NOT_TRIED)); then untried=$status; elif ((status != 0)); then return "$status"; fi
    done
  done
  "$ROOT/deploy/up" >"$WAYMARK_DATA.up.log" 2>&1 || { echo "deploy/up does not go on" && return 1; }
  for service in $(services_of "$BEFORE"); do has_whole_schema "$service" || return; done
  return "$untried"
}

# --- programs of both builds at once

# install_build CHECKOUT: puts its programs in place, and has its supervisor take over. What
# runs goes on as it is.
install_build() {
  local file
  for file in "$1"/build/release/{services/*/waymark-*,gateway/*/waymark,gateway/*/waymark-*}; do
    put "$file" bin
  done
  for file in supervise {common,process,data,postgres,programs}.sh; do put "$1/deploy/lib/$file" lib; done
  kill -TERM "$(pid_of supervisor)"
  wait_until "$READY_IN" is_gone "$(pid_of supervisor)" || return
  setsid --fork "$WAYMARK_DATA/lib/supervise" "$WAYMARK_DATA" </dev/null >>"$WAYMARK_DATA/log/supervisor.log" 2>&1
}

put() {
  local place=$WAYMARK_DATA/$2/${1##*/}
  install -m 700 -T "$1" "$place.new" && mv -f "$place.new" "$place"
}

is_gone() { ! kill -0 "$1" 2>/dev/null; }

# Brings the databases to the new schema, on which the old programs go on; a service that
# is new starts.
expand() {
  local name
  make_databases
  migrate
  # shellcheck disable=SC2034 # set_servers uses it
  PROCESSES=many
  set_servers
  for name in "${SERVERS[@]}"; do : >"$DATA/wanted/$name"; done
}

# become_second SERVICE: a process of the build in place, at a socket of its own.
become_second() {
  set_settings "$1"
  exec env -i "PATH=$PATH" LANG=C.UTF-8 TZ=UTC "${SETTINGS[@]}" "WAYMARK_LISTEN=unix:$RUN/second.sock" \
    "$DATA/bin/waymark-$1" >"$DATA/log/second.log" 2>&1
}

# replace SERVICE…: has each give way to the build in place; for a moment the second
# process of a service publishes and consumes beside the first.
replace() {
  local service second
  for service in "$@"; do
    if [[ $service != gateway ]]; then
      rm -f "$WAYMARK_DATA/log/second.log"
      with_deploy become_second "$service" &
      second=$!
      wait_until "$READY_IN" grep -qs '"serving"' "$WAYMARK_DATA/log/second.log" || return
      await_more "$ORGANIZATION" 200 || return
    fi
    terminate 1 "$service" || return
    [[ $service == gateway ]] || { kill -TERM "$second" && wait "$second"; } || return
  done
}

# roll_out: of the new build all but its programs that replace old ones.
roll_out() { install_build "$ROOT" && (with_deploy expand); }

fault rolling_services_first before "rolling restart from the build before: the services, then the gateway; and back"
rolling_services_first() {
  local services
  read -ra services < <(services_of "$BEFORE")
  roll_out && replace "${services[@]}" gateway || return
  echo "back to the build before"
  install_build "$BEFORE" && replace gateway "${services[@]}"
}

fault rolling_gateway_first before "rolling restart from the build before: the gateway, then the services"
rolling_gateway_first() {
  local services
  read -ra services < <(services_of "$BEFORE" | tr ' ' '\n' | tac | tr '\n' ' ')
  roll_out && replace gateway "${services[@]}"
}
