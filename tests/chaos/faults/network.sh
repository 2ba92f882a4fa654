# shellcheck shell=bash
# What lies between the programs is cut, slow, or lets little through: a gate on their
# sockets.

# through_gate SOCKET ORDER SECONDS [ORDER SECONDS]…: a gate there, and what it does in turn.
through_gate() {
  local socket orders=$WAYMARK_DATA/orders gate
  socket=$(socket_folder)/$1
  shift
  echo pass >"$orders"
  node "$ROOT/tests/chaos/gate.mjs" "$socket" "$orders" &
  gate=$!
  wait_until "$READY_IN" test -S "$socket.behind"
  # Those that are connected already come through the gate only when they come again.
  reconnect "$socket"
  while (($# > 0)); do
    echo "$1" >"$orders"
    sleep "$2"
    shift 2
  done
  kill -TERM "$gate"
  wait "$gate"
}

# reconnect SOCKET: ends the connections to whoever is behind it.
reconnect() {
  case $1 in
    *PGSQL*) end_connections ;;
    *redis*) redis CLIENT KILL TYPE normal ;;
    *) kill_program gateway ;;
  esac
} >/dev/null

readonly PG_SOCKET=postgres/.s.PGSQL.5432

fault postgres_cut one "way to PostgreSQL: cut for 2 s, silent for 3 s"
postgres_cut() { through_gate "$PG_SOCKET" pass 1 cut 2 pass 2 hold 3 pass 2; }

fault postgres_slow one "way to PostgreSQL: 50 ms later, then byte by byte"
postgres_slow() { through_gate "$PG_SOCKET" "delay 50" 4 bytes 4; }

fault postgres_broken one "way to PostgreSQL: each connection breaks after 100 kB"
postgres_broken() { through_gate "$PG_SOCKET" "break 100000" 6; }

fault redis_cut_off one "way to Redis: cut for 2 s, silent for 3 s"
redis_cut_off() { through_gate redis.sock pass 1 cut 2 pass 2 hold 3 pass 2; }

fault redis_slow one "way to Redis: 200 ms later, then byte by byte"
redis_slow() { through_gate redis.sock "delay 200" 4 bytes 4; }

fault redis_broken one "way to Redis: each connection breaks after 50 kB"
redis_broken() { through_gate redis.sock "break 50000" 6; }

fault service_cut many "way to the participants service: cut for 2 s, silent for 3 s"
service_cut() { through_gate participants.sock pass 1 cut 2 pass 2 hold 3 pass 2; }

fault service_slow many "way to the courses service: 100 ms later, then byte by byte"
service_slow() { through_gate courses.sock "delay 100" 4 bytes 4; }
