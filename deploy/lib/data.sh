# shellcheck shell=bash
# shellcheck disable=SC2034 # the scripts that source this use the variables
# The data folder: everything that a running Waymark keeps.
#
#   url admin-token port grpc-port   how to reach it
#   admin-link                       the code to the administrator's password, while it is not used
#   processes transport              `one` or `many`; `unix` or `tls`
#   settings settings.used           what the programs are told at every start; were told at the last one
#   certificates/                    those of the programs, for TLS between them
#   token-key caller-key audit-key   its secrets; caller-keys, audit-keys: the public ones
#   audit/checkpoints                how far the audit log had come, signed: keep copies elsewhere
#   bin/ lib/                        the programs that run, and their supervisor
#   web/                             the web client that the gateway serves
#   postgres/ redis/                 the data
#   run                              sockets (a link when the path is too long)
#   pid/ wanted/ log/                what runs, what shall run, what it said

readonly DEFAULT_PORT=8080
# A socket's path has at most 107 bytes; the longest name below the folder is
# /postgres/.s.PGSQL.5432.lock.
readonly LONGEST_RUN_FOLDER=78
# The services in the order in which they start.
readonly SERVICES=(access participants courses progression evaluation webhooks)

# How they run: all in one process, with the gateway before them, or each in its own.
readonly DEFAULT_PROCESSES=one
# How they reach each other: by Unix sockets, or by TCP on loopback with TLS on both
# sides, as on hosts of their own.
readonly DEFAULT_TRANSPORT=unix
# The first service's port is that of the gateway and so many more.
readonly SERVICE_PORTS=10

readonly PLAIN_PATH='^[[:alnum:]/._+@-]+$'

# use_data_folder: sets DATA to the absolute path of WAYMARK_DATA.
use_data_folder() {
  [[ -r /proc/self/stat ]] || die "/proc is not mounted"
  DATA=$(realpath -m -- "${WAYMARK_DATA:-$ROOT/.waymark}")
  [[ $DATA != / && $DATA != "$ROOT" ]] || die "WAYMARK_DATA must be a folder of its own, not $DATA"
  # They stand in files that are read by words and written by sed.
  [[ $DATA =~ $PLAIN_PATH ]] || die "WAYMARK_DATA must be a path of letters, digits and ._+@- alone: $DATA"
  [[ $ROOT =~ $PLAIN_PATH ]] || die "this checkout must lie in a path of letters, digits and ._+@- alone: $ROOT"
  MARK=$DATA/.waymark-data
}

data_folder_exists() { [[ -e $MARK ]]; }

require_own_data_folder() {
  [[ -O $DATA ]] || die "$DATA belongs to the user $(stat -c %U "$DATA"): run this as that user"
}

# make_data_folder: makes it, or refuses a folder that is something else.
make_data_folder() {
  if [[ -e $DATA ]] && ! data_folder_exists; then
    [[ -d $DATA && -z $(ls -A "$DATA") ]] || die "$DATA is not empty and not Waymark's: choose another WAYMARK_DATA"
  fi
  mkdir -p -- "$DATA" || die "$DATA cannot be made: choose another folder by WAYMARK_DATA"
  require_own_data_folder
  # As root, PostgreSQL runs as another user, who must reach its folder below.
  chmod "$( ((EUID == 0)) && echo 711 || echo 700)" "$DATA"
  mkdir -p -- "$DATA"/{bin,lib,redis,pid,wanted,log}
  : >"$MARK"
}

# Only one deploy/up or deploy/down at a time.
lock_data_folder() {
  exec {LOCK}>"$DATA/lock"
  flock --wait 600 "$LOCK" || die "another deploy/up or deploy/down of $DATA is running"
}

# make_run_folder: sets RUN to the folder of the sockets. Not below
# XDG_RUNTIME_DIR, which goes when its user logs out.
make_run_folder() {
  local key short
  if ((EUID != 0)) && ((${#DATA} + 4 <= LONGEST_RUN_FOLDER)); then
    mkdir -p -- "$DATA/run"
  else
    key=$(printf %s "$DATA" | cksum | cut -d ' ' -f 1)
    short=$( ((EUID == 0)) && echo "/run/waymark-$key" || echo "/tmp/waymark-$EUID-$key")
    mkdir -p -- "$short"
    [[ -O $short && ! -L $short ]] || die "$short belongs to someone else: remove it"
    chmod "$( ((EUID == 0)) && echo 711 || echo 700)" "$short"
    ln -sfn -- "$short" "$DATA/run"
  fi
  find_run_folder
}

find_run_folder() { RUN=$(realpath -m -- "$DATA/run"); }

# make_secret FILE: 256 random bits, made once, readable by its owner alone.
make_secret() {
  [[ ! -s $1 ]] || return 0
  head -c 32 /dev/urandom | base64 --wrap=0 | tr '+/' '-_' | tr -d '=' >"$1.new"
  chmod 600 "$1.new"
  mv -- "$1.new" "$1"
}

# make_key_pair NAME: NAME-key, which signs, and NAME-keys, by which others know it.
make_key_pair() {
  [[ ! -s $DATA/$1-keys ]] || return 0
  (umask 077 && openssl genpkey -algorithm ed25519 -out "$DATA/$1-key") || die "openssl cannot make a key"
  openssl pkey -in "$DATA/$1-key" -pubout -out "$DATA/$1-keys.new"
  mv -- "$DATA/$1-keys.new" "$DATA/$1-keys"
}

# require_port VARIABLE VALUE LEAST
require_port() {
  if [[ ! $2 =~ ^(0|[1-9][0-9]{0,4})$ ]] || (($2 < $3 || $2 > 65535)); then
    die "$1 must be a number from $3 to 65535, not '$2'"
  fi
}

# choose_ports: sets PORT and GRPC_PORT: WAYMARK_PORT and WAYMARK_GRPC_PORT, else those
# of the last time; and URL.
choose_ports() {
  PORT=${WAYMARK_PORT:-$(cat "$DATA/port" 2>/dev/null || echo "$DEFAULT_PORT")}
  require_port WAYMARK_PORT "$PORT" 1
  GRPC_PORT=${WAYMARK_GRPC_PORT:-$(cat "$DATA/grpc-port" 2>/dev/null || echo $((PORT + 1)))}
  require_port WAYMARK_GRPC_PORT "$GRPC_PORT" 0
  ((GRPC_PORT != PORT)) || die "WAYMARK_GRPC_PORT must be another port than WAYMARK_PORT, which is $PORT"
  URL=$([[ -n ${WAYMARK_TLS_CERTIFICATE_FILE:-} ]] && echo https || echo http)://127.0.0.1:$PORT
}

# choose_processes: sets PROCESSES: WAYMARK_PROCESSES, else as the last time.
choose_processes() {
  PROCESSES=${WAYMARK_PROCESSES:-$(cat "$DATA/processes" 2>/dev/null || echo "$DEFAULT_PROCESSES")}
  [[ $PROCESSES == one || $PROCESSES == many ]] || die "WAYMARK_PROCESSES must be one or many, not '$PROCESSES'"
}

# choose_transport: sets TRANSPORT: WAYMARK_TRANSPORT, else as the last time.
choose_transport() {
  TRANSPORT=${WAYMARK_TRANSPORT:-$(cat "$DATA/transport" 2>/dev/null || echo "$DEFAULT_TRANSPORT")}
  [[ $TRANSPORT == unix || $TRANSPORT == tls ]] || die "WAYMARK_TRANSPORT must be unix or tls, not '$TRANSPORT'"
  if [[ $TRANSPORT == tls && $PROCESSES == one ]]; then
    die "WAYMARK_TRANSPORT=tls is between processes: set WAYMARK_PROCESSES=many too, or WAYMARK_TRANSPORT=unix"
  fi
}

# destroy_data_folder: removes what make_data_folder and its like made.
destroy_data_folder() {
  local cluster
  data_folder_exists || die "$DATA was not made by deploy/up: it stays"
  # PostgreSQL's folder may lie elsewhere, see make_cluster_folder.
  cluster=$(realpath -m -- "$DATA/postgres")
  if [[ -L $DATA/postgres && $cluster == /var/lib/waymark-* ]]; then rm -rf -- "$cluster"; fi
  if [[ -L $DATA/run && $RUN == */waymark-* ]]; then rm -rf -- "$RUN"; fi
  rm -rf -- "$DATA"
}
