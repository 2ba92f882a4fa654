# shellcheck shell=bash
# shellcheck disable=SC2034 # the scripts that source this use the variables
# The programs that the supervisor keeps running: how each is started and
# stopped.

# Those that serve: all in one process, or each in its own; the last has the door.
readonly SERVERS_one=(suite)
readonly SERVERS_many=("${SERVICES[@]}" gateway)
# All there may be, in the order in which they start; they stop in the opposite one.
readonly PROGRAMS=(postgres redis "${SERVERS_many[@]}" "${SERVERS_one[@]}")

# servers_of one|many: prints their names.
servers_of() {
  local -n servers=SERVERS_$1
  printf '%s\n' "${servers[@]}"
}

# set_servers: sets SERVERS to those of PROCESSES, OTHER_SERVERS to the rest, and
# DOOR to the one that answers HTTP.
set_servers() {
  local other=many
  [[ $PROCESSES == one ]] || other=one
  mapfile -t SERVERS < <(servers_of "$PROCESSES")
  mapfile -t OTHER_SERVERS < <(servers_of "$other")
  DOOR=${SERVERS[-1]}
}

# address_of SERVICE
address_of() {
  local index=0
  if [[ $(<"$DATA/transport") == unix ]]; then
    echo "unix:$RUN/$1.sock"
    return
  fi
  while [[ ${SERVICES[index]} != "$1" ]]; do index=$((index + 1)); done
  echo "127.0.0.1:$(($(<"$DATA/port") + SERVICE_PORTS + index))"
}

# add_peer_settings PREFIX PROGRAM: what it shows of itself to others.
add_peer_settings() {
  if [[ $(<"$DATA/transport") == unix ]]; then return; fi
  SETTINGS+=("$1_TLS_CERTIFICATE_FILE=$DATA/certificates/$2.pem" "$1_TLS_KEY_FILE=$DATA/certificates/$2.pem"
    "$1_TLS_CA_FILE=$DATA/certificates/authority.crt")
}

# add_service_settings PREFIX SERVICE: its own settings.
add_service_settings() {
  SETTINGS+=("$1_LISTEN=$(address_of "$2")" "$1_DATABASE=$(database_url "$2" "waymark_$2")"
    "$1_PART_DATABASE=$(database_url "$2" "waymark_$2_part")")
}

# How many events of each service Redis keeps: with 700 bytes each, those of all six services are less
# than the memory it has.
stream_events() { awk '/^maxmemory / { print 200 * int($2) }' "$DATA/redis/redis.conf"; }

add_shared_settings() {
  SETTINGS+=("WAYMARK_REDIS=unix:$RUN/redis.sock" "WAYMARK_STREAM_EVENTS=${WAYMARK_STREAM_EVENTS:-$(stream_events)}"
    "WAYMARK_TOKEN_KEY_FILE=$DATA/token-key" "WAYMARK_CALLER_KEYS_FILE=$DATA/caller-keys")
}

add_door_settings() {
  SETTINGS+=("WAYMARK_WEB_FOLDER=$DATA/web" "WAYMARK_PORT=$(<"$DATA/port")" "WAYMARK_GRPC_PORT=$(<"$DATA/grpc-port")"
    "WAYMARK_CALLER_KEY_FILE=$DATA/caller-key")
}

# Those of the audit log's keeper.
add_audit_settings() {
  SETTINGS+=("WAYMARK_AUDIT_KEY_FILE=$DATA/audit-key"
    "WAYMARK_AUDIT_CHECKPOINTS_FILE=${WAYMARK_AUDIT_CHECKPOINTS_FILE:-$DATA/audit/checkpoints}")
}

# set_settings PROGRAM: sets SETTINGS to its environment variables.
set_settings() {
  local service
  SETTINGS=()
  case $1 in
    suite)
      add_door_settings
      add_shared_settings
      add_audit_settings
      for service in "${SERVICES[@]}"; do add_service_settings "WAYMARK_${service^^}" "$service"; done
      return
      ;;
    gateway)
      add_door_settings
      add_peer_settings WAYMARK_UPSTREAM gateway
      ;;
    *)
      add_service_settings WAYMARK "$1"
      add_peer_settings WAYMARK "$1"
      add_shared_settings
      [[ $1 != access ]] || add_audit_settings
      ;;
  esac
  for service in "${SERVICES[@]}"; do
    [[ $service == "$1" ]] || SETTINGS+=("WAYMARK_UPSTREAM_${service^^}=$(address_of "$service")")
  done
}

# exec_program NAME: becomes the program, with an environment of its own: of
# ours it gets the settings of Waymark alone.
exec_program() {
  local variable environment=("PATH=$PATH" LANG=C.UTF-8 TZ=UTC)
  case $1 in
    postgres)
      cd "$DATA/postgres/" || exit 1
      exec env -i "${environment[@]}" "${AS_POSTGRES[@]}" "$POSTGRES_BIN/postgres" -D "$(cluster_folder)"
      ;;
    redis) exec env -i "${environment[@]}" redis-server "$DATA/redis/redis.conf" ;;
    *)
      for variable in "${!WAYMARK_@}"; do environment+=("$variable=${!variable}"); done
      set_settings "$1"
      exec env -i "${environment[@]}" "${SETTINGS[@]}" "$DATA/bin/waymark-$1"
      ;;
  esac
}

# stop_program NAME: only while no supervisor runs, who would start it again.
stop_program() {
  rm -f -- "$DATA/wanted/$1"
  case $1 in
    # A fast shutdown; the immediate one recovers at the next start.
    postgres) stop_process postgres INT 60 QUIT ;;
    *) stop_process "$1" TERM 20 ;;
  esac
}

# stop_programs NAME…: in the order opposite to the one given.
stop_programs() {
  local index
  for ((index = $#; index > 0; index--)); do stop_program "${!index}"; done
}

# migrate: brings every database to the schema of its service.
migrate() {
  local service
  for service in "${SERVICES[@]}"; do
    run_quietly "the migration of $service" "$DATA/log/migrate-$service.log" \
      env WAYMARK_OWNER_DATABASE="$(database_url "$service" "waymark_${service}_owner")" \
      WAYMARK_APP_ROLE="waymark_$service" "$DATA/bin/waymark-$service" migrate
  done
}

# make_administrator: the first account, its token and the link to its password, when
# there is none.
make_administrator() {
  run_quietly "making the administrator" "$DATA/log/bootstrap.log" \
    env WAYMARK_DATABASE="$(database_url access waymark_access)" WAYMARK_ADMIN_TOKEN_FILE="$DATA/admin-token" \
    WAYMARK_ADMIN_LINK_FILE="$DATA/admin-link" "$DATA/bin/waymark-access" bootstrap
}

# gateway_answers PATH: whether the gateway answers 200 there. Its certificate is for
# other names than that of loopback.
gateway_answers() { curl --silent --insecure --fail --max-time 5 --output /dev/null "$URL$1"; }
