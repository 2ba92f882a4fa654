# shellcheck shell=bash
# The streams' server dies, forgets, refuses, or comes back with less than it had.

is_answered_by_redis() { says PONG redis PING >/dev/null 2>&1; }

fault redis_kill one "Redis: kill -9, 3 times"
redis_kill() {
  for _ in 1 2 3; do
    wait_until "$READY_IN" is_answered_by_redis
    kill_program redis
    sleep 1
  done
}

fault redis_flush one "Redis: FLUSHALL, 3 times"
redis_flush() {
  for _ in 1 2 3; do
    says OK redis FLUSHALL
    sleep 1
  done
}

fault redis_delete one "Redis: DEL of each stream"
redis_delete() {
  local service
  for service in participants courses progression; do
    says 2 redis DEL "waymark.events.$service.0" "waymark.audit.$service.0"
    sleep 0.5
  done
}

fault redis_full one "Redis: out of memory for 5 s"
redis_full() {
  local before
  before=$(redis CONFIG GET maxmemory | tail -1)
  says OK redis CONFIG SET maxmemory 1mb
  sleep 5
  says OK redis CONFIG SET maxmemory "$before"
}

fault redis_readonly one "Redis: read-only for 5 s, then empty"
redis_readonly() {
  says OK redis REPLICAOF 127.0.0.1 1
  sleep 5
  says OK redis REPLICAOF NO ONE
}

# What was synced is cut off, as by a disk that lies or a copy that was too early.
fault redis_cut one "Redis: kill -9, and the last 20 kB of its log are lost"
redis_cut() {
  local log pid
  pid=$(pid_of redis)
  log=$(find "$WAYMARK_DATA/redis" -name '*.incr.aof' | sort -V | tail -1)
  kill -STOP "$(pid_of supervisor)"
  kill -9 "$pid"
  truncate --size=-20000 "$log"
  kill -CONT "$(pid_of supervisor)"
}

# Redis refuses a log that it cannot read. What it holds is all in PostgreSQL: the operator
# takes the log away.
fault redis_flip one "Redis: kill -9, and its log is damaged in the middle"
redis_flip() {
  local log
  log=$(find "$WAYMARK_DATA/redis" -name '*.incr.aof' | sort -V | tail -1)
  kill -STOP "$(pid_of supervisor)"
  kill -9 "$(pid_of redis)"
  printf '%s' '*garbage*' | dd of="$log" bs=1 seek=$(($(stat -c %s "$log") / 2)) conv=notrunc status=none
  kill -CONT "$(pid_of supervisor)"
  sleep 3
  rm -r "$WAYMARK_DATA/redis/appendonlydir"
}

in_short redis_flush redis_cut
