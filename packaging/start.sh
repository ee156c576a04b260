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

# Sets memory to the megabytes that this process may use: the machine's, or those of the control
# groups that it is in (a container's, a systemd unit's), whichever is least. 0 when unknown.
find_memory() {
  memory=0
  if [ -r /proc/meminfo ]; then
    read -r _ memory _ < /proc/meminfo
    memory=$((memory / 1024))
  else
    memory=$(sysctl -n hw.memsize 2> /dev/null) || memory=0
    memory=$((memory / 1048576))
  fi
  [ -r /proc/self/cgroup ] || return 0
  while IFS=: read -r _ controllers group; do
    case $controllers in
      '') root=/sys/fs/cgroup file=memory.max ;;
      *memory*) root=/sys/fs/cgroup/memory file=memory.limit_in_bytes ;;
      *) continue ;;
    esac
    # A limit of any group round this one holds too. "max" is none.
    while :; do
      limit=max
      if [ -r "$root${group%/}/$file" ]; then read -r limit < "$root${group%/}/$file"; fi
      case $limit in
        '' | *[!0-9]*) ;;
        *) if [ $((limit / 1048576)) -lt "$memory" ]; then memory=$((limit / 1048576)); fi ;;
      esac
      case $group in ?*/* | /?*) group=${group%/*} ;; *) break ;; esac
    done
  done < /proc/self/cgroup
}

# Sets heap, in megabytes: on two cores, two whole photos of 24 megapixels at once, or one of 45;
# others take turns. The studio holds the uploads of many at once, a quarter of its heap, and so
# follows the machine: a quarter of its memory, 4 GB at most.
find_heap() {
  cores=$(getconf _NPROCESSORS_ONLN 2> /dev/null) || cores=2
  heap=$((176 + 40 * cores))
  case " $* " in
    *' serve '*)
      find_memory
      share=$((memory / 4))
      if [ "$share" -gt 4096 ]; then share=4096; fi
      if [ "$share" -gt "$heap" ]; then heap=$share; fi
      ;;
  esac
}

# Becomes the JVM: jvm CACHE_FLAG ARGUMENT...
jvm() {
  cache_flag=$1
  shift
  case ${1:-} in
    # These end before the optimizing compiler would pay for itself.
    '' | version | help | models | doctor | completion | manual | -*) tiers=-XX:TieredStopAtLevel=1 ;;
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
  # Java cannot ask a terminal how wide it is; a progress bar must fit into one line.
  if [ -t 2 ] && size=$(stty size <&2 2> /dev/null); then
    export COLUMNS="${size#* }"
  fi
  # File names with letters beyond ASCII cannot be opened in the C locale.
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in C | POSIX) export LC_ALL=C.UTF-8 ;; esac
  heap=
  if [ "$app" = cli ]; then
    find_heap "$@"
    heap="-Xmx${heap}m -Xmn32m"
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
# most classes. What this run shows once (the terms of weights) must not count as shown, so its state
# goes to a folder that is removed. A cache that cannot be written is not tried again at every start.
#
# This run fetches nothing: what it printed would not be seen. On a bare machine it ends early, and
# the cache knows less; it is marked .bare. The command itself then fetches the weights, removes such
# a cache, and the next start prepares it with them.
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
  bare=
  mkdir -p "$fresh.state/mien"
  printf '[models]\nfetch = "never"\n' > "$fresh.state/mien/config.toml"
  (
    export XDG_STATE_HOME="$fresh.state" XDG_CONFIG_HOME="$fresh.state"
    jvm "-XX:AOTCacheOutput=$fresh" "$@"
  ) > "$aot.log" 2>&1 < /dev/null || bare=1
  rm -rf "$fresh.config" "$fresh.state"
  if [ -s "$fresh" ]; then
    mv "$fresh" "$aot"
    if [ -n "$bare" ]; then : > "$aot.bare"; else rm -f "$aot.bare"; fi
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
