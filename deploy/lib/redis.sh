# shellcheck shell=bash
# The private Redis, on a Unix socket. It holds nothing that PostgreSQL does not
# hold, yet keeps it durably, so that subscribers need not start anew.

configure_redis() {
  cat >"$DATA/redis/redis.conf" <<CONF
# Written by deploy/up each time.
port 0
unixsocket $RUN/redis.sock
unixsocketperm 700
dir $DATA/redis
daemonize no
appendonly yes
appendfsync always
# A rewrite costs as much time as what it makes smaller did.
auto-aof-rewrite-min-size $(memory_megabytes 16 64 1024)mb
save ""
# Of this follows how many events it is to keep.
maxmemory $(memory_megabytes 4 128 8192)mb
maxmemory-policy noeviction
CONF
}

redis_answers() { [[ $(redis-cli -s "$RUN/redis.sock" PING 2>/dev/null) == PONG ]]; }
