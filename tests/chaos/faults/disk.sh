# shellcheck shell=bash
# The disk is full, for PostgreSQL, Redis and the logs at once, and then has room again.

fault disk_full small "disk full for 6 s"
disk_full() {
  dd if=/dev/zero of="$SMALL_DISK/filling" bs=1M status=none 2>/dev/null || true
  sleep 6
  rm -f "$SMALL_DISK/filling"
}
