# shellcheck shell=bash
# A replica of Redis that is behind takes its place, as after a failover: the end of the
# streams is lost, and what comes after it is appended to what is left.

replica_cli() { redis-cli -s "$(socket_folder)/replica.sock" "$@"; }

# start_replica PORT: one that has all that Redis has, by that port of loopback.
start_replica() {
  mkdir "$WAYMARK_DATA/replica"
  says OK redis CONFIG SET port "$1"
  redis-server --port 0 --unixsocket "$(socket_folder)/replica.sock" --dir "$WAYMARK_DATA/replica" --daemonize no \
    --appendonly yes --appendfsync always --save "" --replicaof 127.0.0.1 "$1" >"$WAYMARK_DATA/replica.log" 2>&1 &
  replica=$!
  wait_until "$READY_IN" replica_follows
}

replica_follows() { replica_cli INFO replication 2>/dev/null | grep -q '^master_link_status:up'; }

# last_of CLI…: the number of the last event of a stream there.
last_of() { "$@" XINFO STREAM "$VICTIM" | grep -A 1 '^last-generated-id' | sed -n '2s/-.*//p'; }

# How often a relay said that it fills up a stream.
count_fillings() { grep -cE 'is behind the outbox and is filled up|has a gap and is filled again' "$WAYMARK_DATA/log/suite.log" || true; }
has_filled() { (($(count_fillings) > $1)); }

# promote: kills Redis, and has all go on with the replica.
promote() {
  local lost
  lost=$(($(last_of redis) - $(last_of replica_cli)))
  kill_program redis
  says OK replica_cli REPLICAOF NO ONE || return
  mv "$(socket_folder)/replica.sock" "$(socket_folder)/redis.sock"
  echo "the replica is promoted, at least $lost events behind"
  ((lost > 0))
}

# settle: what the replica holds is what the supervised Redis begins with.
settle() {
  redis SHUTDOWN
  wait "$replica"
  rm -r "$WAYMARK_DATA/redis/appendonlydir"
  mv "$WAYMARK_DATA/replica/appendonlydir" "$WAYMARK_DATA/redis/"
  rm -r "$WAYMARK_DATA/replica"
}

fault replica_promoted one "Redis: a replica that is behind is promoted"
replica_promoted() {
  local replica fillings
  start_replica $((WAYMARK_PORT + 2)) || {
    kill "$replica"
    return 1
  }
  says OK redis CONFIG SET port 0
  redis CLIENT KILL TYPE replica
  await_more "$ORGANIZATION" 500 || return
  fillings=$(count_fillings)
  kill -STOP "$(pid_of supervisor)"
  promote && wait_until "$READY_IN" has_filled "$fillings" && await_more "$ORGANIZATION" 500
  local outcome=$?
  settle
  kill -CONT "$(pid_of supervisor)"
  return "$outcome"
}
