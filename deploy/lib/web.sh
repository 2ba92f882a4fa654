# shellcheck shell=bash
# Builds the web client, for deploy/up, tests/run and .ci/run: gateway/web is copied to
# build/web, so that nothing is written among the sources.

readonly WEB_BUILD=$ROOT/build/web
readonly ROLES=$ROOT/docs/roles.md

# web_sources: the files that the client is made of.
web_sources() {
  find "$ROOT/gateway/web" \( -name node_modules -o -name dist \) -prune -o \
    -type f ! -path '*/src/api/roles.json' ! -name schema.d.ts -printf '%P\n' | LC_ALL=C sort
}

# web_digest: changes with the sources, with the API and its roles, and with the version of
# Node.js.
web_digest() {
  {
    (cd "$ROOT/gateway/web" && web_sources | xargs -d '\n' sha256sum)
    sha256sum <"$WEB_BUILD/openapi.json"
    sha256sum <"$ROLES"
    node --version
  } | sha256sum
}

make_web_folder() {
  mkdir -p -- "$WEB_BUILD" || die "$ROOT/build is not writable for $(id -un)"
  [[ -w $WEB_BUILD ]] || die "$WEB_BUILD belongs to $(stat -c %U "$WEB_BUILD"): build as that user, or remove the folder"
}

# write_openapi: what the client's types are made of, by a program of this checkout.
write_openapi() {
  "$ROOT/build/release/gateway/server/waymark-openapi" >"$WEB_BUILD/openapi.json.new" ||
    die "the OpenAPI document could not be written"
  mv -f -- "$WEB_BUILD/openapi.json.new" "$WEB_BUILD/openapi.json"
}

# npm_in FOLDER ARGUMENT…: without its news and its questions.
npm_in() { (cd "$1" && npm_config_update_notifier=false npm_config_fund=false npm_config_audit=false npm "${@:2}" </dev/null); }

# copy_web_sources: those that are there no more go from the copy.
copy_web_sources() {
  find "$WEB_BUILD/client" -mindepth 1 -maxdepth 1 ! -name node_modules -exec rm -rf -- {} +
  (cd "$ROOT/gateway/web" && web_sources | tar --create --verbatim-files-from --files-from=-) |
    tar --extract --no-same-owner --directory="$WEB_BUILD/client"
}

# prepare_web: sources, packages and types, ready to be built or checked.
prepare_web() {
  mkdir -p -- "$WEB_BUILD/client"
  copy_web_sources
  if ! cmp --silent "$WEB_BUILD/client/package-lock.json" "$WEB_BUILD/client/node_modules/.installed-lock.json"; then
    run_quietly "npm ci for the web client" "$WEB_BUILD/packages.log" npm_in "$WEB_BUILD/client" ci --ignore-scripts --no-progress
    cp -- "$WEB_BUILD/client/package-lock.json" "$WEB_BUILD/client/node_modules/.installed-lock.json"
  fi
  WAYMARK_OPENAPI=$WEB_BUILD/openapi.json WAYMARK_ROLES=$ROLES run_quietly "the types of the web client" "$WEB_BUILD/types.log" \
    npm_in "$WEB_BUILD/client" run types
}

# build_changed_web: does nothing when nothing has changed.
build_changed_web() {
  local digest
  write_openapi
  digest=$(web_digest)
  if [[ -f $WEB_FOLDER/index.html && $(cat "$WEB_BUILD/digest" 2>/dev/null) == "$digest" ]]; then return; fi
  say "Building the web client…"
  rm -f -- "$WEB_BUILD/digest"
  prepare_web
  run_quietly "the build of the web client" "$WEB_BUILD/build.log" npm_in "$WEB_BUILD/client" run build
  echo "$digest" >"$WEB_BUILD/digest"
}

# build_web: sets WEB_FOLDER to the built client. Others may read it, as they may the
# checkout, and build it, one after the other.
build_web() {
  WEB_FOLDER=$WEB_BUILD/client/dist
  command -v npm >/dev/null || die "npm is missing: install nodejs and npm"
  build release waymark-openapi
  make_web_folder
  (
    flock --wait 600 9 || die "another build of the web client in $WEB_BUILD does not end"
    build_changed_web
  ) 9>"$WEB_BUILD/lock"
}
