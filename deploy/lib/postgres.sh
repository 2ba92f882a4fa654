# shellcheck shell=bash
# The private PostgreSQL cluster: on a Unix socket in a private folder, with
# peer authentication: the kernel says who connects, there are no passwords.

readonly POSTGRES_BIN=/usr/lib/postgresql/15/bin
readonly POSTGRES_ADMIN=waymark_admin

# PostgreSQL refuses to run as root: then it runs as Debian's user postgres.
if ((EUID == 0)); then
  AS_POSTGRES=(setpriv --reuid postgres --regid postgres --init-groups --)
else
  AS_POSTGRES=()
fi

# make_cluster_folder: $DATA/postgres, or a link to a folder of the user
# postgres where that user cannot reach the data folder (as below /root).
make_cluster_folder() {
  [[ ! -e $DATA/postgres ]] || return 0
  rm -f -- "$DATA/postgres"
  if "${AS_POSTGRES[@]}" test -x "$DATA/."; then
    mkdir -- "$DATA/postgres"
  else
    ln -s -- "$(mktemp -d /var/lib/waymark-XXXXXXXX)" "$DATA/postgres"
    say "The user postgres cannot reach $DATA: the database is kept in $(realpath "$DATA/postgres")."
  fi
  if ((EUID == 0)); then chown postgres:postgres "$DATA/postgres/"; fi
  chmod 700 "$DATA/postgres/"
}

cluster_folder() { realpath -- "$DATA/postgres/cluster"; }

# make_cluster: initdb, once. An interrupted one is begun anew.
make_cluster() {
  local new=$DATA/postgres/new
  make_cluster_folder
  [[ ! -e $DATA/postgres/cluster ]] || return 0
  say "Making the database cluster…"
  rm -rf -- "$new"
  run_quietly "initdb" "$DATA/log/initdb.log" "${AS_POSTGRES[@]}" env --chdir=/ LC_ALL=C.UTF-8 \
    "$POSTGRES_BIN/initdb" --pgdata="$(realpath -m "$new")" \
    --username="$POSTGRES_ADMIN" --encoding=UTF8 --locale=C --lc-ctype=C.UTF-8 --data-checksums \
    --auth-local=peer --auth-host=reject --no-instructions
  mv -- "$new" "$DATA/postgres/cluster"
}

# As a file of the cluster's owner, replaced in one step.
write_cluster_file() {
  local path=$DATA/postgres/cluster/$1
  cat >"$path.new"
  if ((EUID == 0)); then chown postgres:postgres "$path.new"; fi
  chmod 600 "$path.new"
  mv -f -- "$path.new" "$path"
}

# configure_cluster: written each time, so that a new release can change it.
configure_cluster() {
  local roles=("$POSTGRES_ADMIN") service me
  me=$(id -un)
  for service in "${SERVICES[@]}"; do roles+=("waymark_$service" "waymark_${service}_part" "waymark_${service}_owner"); done
  write_cluster_file pg_hba.conf <<<"local all all peer map=waymark"
  printf "waymark \"$me\" %s\n" "${roles[@]}" | write_cluster_file pg_ident.conf
  write_cluster_file postgresql.conf <<CONF
# Written by deploy/up each time; a change made here is lost.
cluster_name = 'waymark'
listen_addresses = ''
unix_socket_directories = '$RUN/postgres'
unix_socket_permissions = 0700
# Two for each worker of a service, and for 16 partitions a relay and each consumer of it.
max_connections = 900
superuser_reserved_connections = 5

# Durable: what was acknowledged survives a crash.
fsync = on
synchronous_commit = on
full_page_writes = on
wal_level = replica
wal_compression = lz4
max_wal_size = 2GB
# Files of the log are written again rather than new ones filled with zeros, for which the
# writers wait, in an import after a quiet night too.
min_wal_size = 1GB
checkpoint_timeout = 15min
recovery_init_sync_method = syncfs

shared_buffers = $(memory_megabytes 16 64 512)MB
effective_cache_size = $(memory_megabytes 2 256 65536)MB
work_mem = 16MB
maintenance_work_mem = 128MB
random_page_cost = 1.1
jit = off

# A bulk import fills empty tables: look often, so that plans made for empty
# tables are replaced soon.
autovacuum_naptime = 3s
autovacuum_analyze_threshold = 500
# But not again at each tenth more: that took 10 us of each imported row.
autovacuum_analyze_scale_factor = 0.5
autovacuum_vacuum_insert_scale_factor = 0.2

timezone = 'UTC'
log_timezone = 'UTC'
datestyle = 'iso, ymd'
lc_messages = 'C'
idle_in_transaction_session_timeout = 5min

# The log tells of errors without the data of the row concerned.
log_destination = 'stderr'
logging_collector = off
log_line_prefix = '%m [%p] %q%u@%d '
log_error_verbosity = terse
log_min_error_statement = panic
log_parameter_max_length_on_error = 0
CONF
}

# Whether processes of the cluster live: a killed server's children end a moment
# after it. All of them work in the cluster's folder.
cluster_is_in_use() {
  local process name
  for process in /proc/[0-9]*; do
    if [[ $process/cwd -ef $DATA/postgres/cluster ]] && { read -r name <"$process/comm"; } 2>/dev/null &&
      [[ $name == postgres ]]; then return 0; fi
  done
  return 1
}

# prepare_postgres: before a start; fails as long as it has to wait. With no
# process left, the lock is one of a killed server; its pid may be another
# program's by now, which would keep PostgreSQL from starting.
prepare_postgres() {
  if cluster_is_in_use; then return 1; fi
  mkdir -p -- "$RUN/postgres"
  if ((EUID == 0)); then chown postgres:postgres "$RUN/postgres"; fi
  chmod 700 "$RUN/postgres"
  rm -f -- "$DATA/postgres/cluster/postmaster.pid" "$RUN"/postgres/.s.PGSQL.5432{,.lock}
}

# database_url SERVICE ROLE: how a program connects.
database_url() { echo "host=$RUN/postgres dbname=waymark_$1 user=$2"; }

sql() {
  PGOPTIONS="-c client_min_messages=warning" psql --host="$RUN/postgres" --username="$POSTGRES_ADMIN" \
    --dbname=postgres --no-psqlrc --quiet -At -v ON_ERROR_STOP=1 "$@" </dev/null
}

postgres_answers() { sql --command='SELECT 1' >/dev/null 2>&1; }

# make_databases: for each service a database, the role that owns it and the
# roles that the service has, bound by row-level security: one that sees all of an
# organization, and one for callers with a right to a part of it. Only the
# missing ones.
make_databases() {
  local service databases roles
  databases=$(sql --command="SELECT datname FROM pg_database")
  for service in "${SERVICES[@]}"; do
    grep -qx "waymark_$service" <<<"$databases" || make_database "waymark_$service"
  done
  roles=$(sql --command="SELECT rolname FROM pg_roles")
  for service in "${SERVICES[@]}"; do
    grep -qx "waymark_${service}_part" <<<"$roles" || sql --command="CREATE ROLE waymark_${service}_part LOGIN
      NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS IN ROLE waymark_$service"
  done
}

# The rename comes last: a database of that name is complete. What an
# interrupted attempt left is dropped first.
make_database() {
  local name=$1
  sql --command="DROP DATABASE IF EXISTS ${name}_new" \
    --command="DROP ROLE IF EXISTS ${name}_part, ${name}, ${name}_owner" \
    --command="CREATE ROLE ${name}_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS" \
    --command="CREATE ROLE ${name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS" \
    --command="CREATE DATABASE ${name}_new OWNER ${name}_owner TEMPLATE template0" \
    --command="REVOKE ALL ON DATABASE ${name}_new FROM PUBLIC" \
    --command="GRANT CONNECT ON DATABASE ${name}_new TO ${name}" \
    --command="ALTER DATABASE ${name}_new RENAME TO ${name}"
}
