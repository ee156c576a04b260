# How the JVM is started, and what is prepared once so that it starts fast. Sourced by ./mien.
# Needs: jdk, jdk_version, home, checkout (empty in a release), app, main, lib, cache.

say() {
  printf 'mien: %s\n' "$*" >&2
}

# Runs "$2..." while holding the lock of folder $1: two first starts must not write the same files.
with_lock() {
  mkdir -p "$1"
  if command -v flock > /dev/null; then
    # The kernel lets go of this lock however its holder ends.
    exec 9> "$1/lock"
    if ! flock -n 9; then
      say "waiting for another mien that prepares the same files"
      flock 9
    fi
    shift
    "$@" || return $?
    exec 9>&-
    return 0
  fi
  lock=$1/lock.d
  waited=0
  until mkdir "$lock" 2> /dev/null; do
    if [ "$waited" -eq 0 ]; then
      say "waiting for another mien that prepares the same files"
    elif [ "$waited" -ge 600 ]; then
      say "waited ten minutes; if no other mien runs, remove $lock and start again"
      return 1
    fi
    waited=$((waited + 1))
    sleep 1
  done
  trap 'rmdir "$lock"' EXIT
  trap 'exit 130' INT TERM HUP
  shift
  "$@" || return $?
  trap - EXIT INT TERM HUP
  rmdir "$lock"
}

# Becomes the JVM: jvm CACHE_FLAG ARGUMENT...
jvm() {
  cache_flag=$1
  shift
  case ${1:-} in
    # These end before the optimising compiler would pay for itself.
    '' | version | help | models | doctor | -*) tiers=-XX:TieredStopAtLevel=1 ;;
    *) tiers= ;;
  esac
  natives=${cache:+$cache/native}
  [ -e "$natives/ready" ] || natives=
  # Nothing in mien calls home; docs/adr/0002 says what this switch is about.
  export ORT_DISABLE_TELEMETRY=1
  # Photos and what networks make of them come and go in blocks of megabytes: glibc shall give them
  # back, not keep them, and ask the kernel for them in huge pages, which costs far fewer faults.
  export GLIBC_TUNABLES="${GLIBC_TUNABLES:+$GLIBC_TUNABLES:}glibc.malloc.hugetlb=1"
  export MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=4194304 MALLOC_TRIM_THRESHOLD_=67108864
  # File names with letters beyond ASCII cannot be opened in the C locale.
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in C | POSIX) export LC_ALL=C.UTF-8 ;; esac
  # On two cores: two whole photos of 24 megapixels at once, or one of 45; others take turns.
  heap=
  if [ "$app" = cli ]; then
    cores=$(getconf _NPROCESSORS_ONLN 2> /dev/null) || cores=2
    heap="-Xmx$((176 + 40 * cores))m -Xmn32m"
  fi
  # A cache that does not fit must not be heard of: the JVM then starts as if there were none.
  # shellcheck disable=SC2086
  exec "$jdk/bin/java" "$cache_flag" -Xlog:aot=off -Xlog:cds=off \
    -XX:+UseSerialGC $heap $tiers \
    --enable-native-access=ALL-UNNAMED $modules \
    -Djava.awt.headless=true \
    -Dmien.home="$home" ${checkout:+"-Dmien.checkout=$checkout"} \
    -Dmien.cache="$cache" \
    ${natives:+"-Donnxruntime.native.path=$natives" "-Dorg.sqlite.lib.path=$natives"} \
    ${MIEN_JAVA_OPTS:-} \
    -cp "$lib/mien-$app.jar" "$main" "$@"
}

# The folder of ONNX Runtime's jar that holds the natives of this machine; empty when unknown.
native_platform() {
  case $(uname -s)-$(uname -m) in
    Linux-x86_64) echo linux-x64 ;;
    Linux-aarch64) echo linux-aarch64 ;;
    Darwin-arm64) echo osx-aarch64 ;;
    *) echo ;;
  esac
}

# The folder of SQLite's jar for the same.
sqlite_platform() {
  case $(uname -s)-$(uname -m) in
    Linux-x86_64) echo Linux/x86_64 ;;
    Linux-aarch64) echo Linux/aarch64 ;;
    Darwin-arm64) echo Mac/aarch64 ;;
    *) echo ;;
  esac
}

# Moves the files of folder $2 of jar $1 into $fresh.
unpack_from() {
  if [ -n "$2" ] && [ -r "$1" ]; then
    (cd "$fresh" && "$jdk/bin/jar" xf "$1" "$2")
    for file in "$fresh/$2"/*; do
      # The debug symbols in the macOS folder are larger than the library and of no use here.
      case $file in *.dSYM) ;; *) mv "$file" "$fresh/" ;; esac
    done
    rm -rf "${fresh:?}/${2%%/*}"
  fi
}

# Unpacks the natives of ONNX Runtime and SQLite into $cache/native once: left in their jars, they
# are unpacked again into a folder for temporary files at every start.
unpack_natives() {
  platform=$(native_platform)
  jar=$(echo "$lib"/onnxruntime-[0-9]*.jar)
  if [ -e "$cache/native" ] || [ -z "$platform" ] || [ ! -r "$jar" ]; then
    return 0
  fi
  fresh=$cache/native.$$
  (umask 077 && mkdir -p "$fresh")
  unpack_from "$jar" "ai/onnxruntime/native/$platform"
  unpack_from "$(echo "$lib"/sqlite-jdbc-[0-9]*.jar)" "org/sqlite/native/$(sqlite_platform)"
  : > "$fresh/ready"
  mv "$fresh" "$cache/native"
}

# Writes the JVM's ahead-of-time cache by running mien once, on drawn people: an analysis needs the
# most classes. Without models it ends early and the cache knows less. What this run shows once
# (the terms of weights) must not count as shown, so its state goes to a folder that is removed.
# A cache that cannot be written is not tried again at every start.
train() {
  if [ -e "$aot" ] || [ -e "$aot.refused" ]; then
    return 0
  fi
  say "preparing fast starts with JDK $jdk_version, once"
  fresh=$aot.$$
  drawn=$home/docs/examples/drawn-people.jpg
  if [ "$app" = cli ] && [ -r "$drawn" ]; then
    set -- faces --json --embedding "$drawn"
  else
    set -- version
  fi
  (
    export XDG_STATE_HOME="$fresh.state" XDG_CONFIG_HOME="$fresh.state"
    jvm "-XX:AOTCacheOutput=$fresh" "$@"
  ) > "$aot.log" 2>&1 < /dev/null || true
  rm -rf "$fresh.config" "$fresh.state"
  if [ -s "$fresh" ]; then
    mv "$fresh" "$aot"
    rm -f "$aot.log"
  else
    rm -f "$fresh"
    : > "$aot.refused"
  fi
}

prepare() {
  unpack_natives
  # A benchmark runs as a library user's program does: without the cache and its profiles.
  if [ "$app" = bench ]; then
    : > "$aot.refused"
  else
    train
  fi
}

# Starts mien with the arguments given.
launch() {
  if [ -z "$cache" ]; then
    jvm -Xshare:auto "$@"
  fi
  aot=$cache/mien-$jdk_version.aot
  if [ ! -e "$aot" ] && [ ! -e "$aot.refused" ]; then
    if (umask 077 && mkdir -p "$cache") 2> /dev/null && [ -w "$cache" ]; then
      with_lock "$cache" prepare
    fi
  fi
  if [ -e "$aot" ]; then
    jvm "-XX:AOTCache=$aot" "$@"
  else
    jvm -Xshare:auto "$@"
  fi
}
