# shellcheck shell=bash
# The databases lose connections, stop, are stormed, or make writers wait for each other.

# end_connections: those of Waymark; fails where there is none.
end_connections() {
  (($(postgres postgres -c "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE usename LIKE 'waymark_%' AND pid <> pg_backend_pid()") > 0))
}

fault postgres_backends one "PostgreSQL: all connections of Waymark ended, 5 times"
postgres_backends() {
  for _ in 1 2 3 4 5; do
    end_connections
    sleep 0.7
  done
}

fault postgres_kill one "PostgreSQL: kill -9"
postgres_kill() { kill_program postgres; }

fault postgres_immediate one "PostgreSQL: immediate stop, 3 times"
postgres_immediate() {
  for _ in 1 2 3; do
    kill -QUIT "$(pid_of postgres)"
    sleep 0.5
    wait_until "$READY_IN" is_ready postgres || return
  done
}

# Each connection is made anew for one statement.
fault postgres_storm one "PostgreSQL: restart while 200 clients connect"
postgres_storm() {
  local storm pid
  echo 'SELECT 1;' >"$WAYMARK_DATA/storm.sql"
  "$(find /usr/lib/postgresql -name pgbench | tail -1)" --host="$(socket_folder)/postgres" --username=waymark_admin \
    --no-vacuum --connect --client=200 --jobs=2 --time=10 --file="$WAYMARK_DATA/storm.sql" postgres >/dev/null 2>&1 &
  storm=$!
  sleep 1
  pid=$(pid_of postgres)
  kill -INT "$pid"
  wait "$storm" || true
  wait_until "$READY_IN" has_other_pid postgres "$pid"
}

fault postgres_locks one "PostgreSQL: tables locked longer than a statement waits"
postgres_locks() {
  local table
  for table in participants.participant courses.enrolment progression.career_event; do
    postgres "waymark_${table%.*}" -c "BEGIN; LOCK TABLE ${table#*.} IN EXCLUSIVE MODE; SELECT pg_sleep(3); COMMIT" >/dev/null
  done
}

# A statement of ours locks enrolments, then requests; this goes the other way.
fault postgres_deadlocks one "PostgreSQL: deadlocks"
postgres_deadlocks() {
  local before
  before=$(count_deadlocks)
  for _ in 1 2 3 4 5; do
    postgres waymark_courses -c "BEGIN; LOCK TABLE request IN SHARE ROW EXCLUSIVE MODE; SELECT pg_sleep(0.3);
      LOCK TABLE enrolment IN EXCLUSIVE MODE; COMMIT" >/dev/null 2>&1 || true
  done
  wait_until 5 has_deadlocks_above "$before"
}

count_deadlocks() { postgres postgres -c "SELECT deadlocks FROM pg_stat_database WHERE datname = 'waymark_courses'"; }
has_deadlocks_above() { (($(count_deadlocks) > $1)); }

# Our transactions read what is committed, and PostgreSQL itself never ends those so: a
# trigger says it does, of one write in five.
fault postgres_serialization one "PostgreSQL: serialization failures"
postgres_serialization() {
  local service
  for service in participants courses progression; do
    postgres "waymark_$service" -c "CREATE FUNCTION fail_to_serialize() RETURNS trigger LANGUAGE plpgsql AS \$\$ BEGIN
        IF random() < 0.2 THEN RAISE EXCEPTION 'could not serialize access' USING ERRCODE = 'serialization_failure'; END IF;
        RETURN NULL;
      END \$\$;
      CREATE TRIGGER fail_to_serialize AFTER INSERT ON change FOR EACH STATEMENT EXECUTE FUNCTION fail_to_serialize()"
  done
  sleep 6
  for service in participants courses progression; do
    postgres "waymark_$service" -c "DROP FUNCTION fail_to_serialize CASCADE" 2>/dev/null
  done
}

in_short postgres_backends postgres_kill
