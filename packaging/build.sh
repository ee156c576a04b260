# Builds what ./mien runs in a checkout. Sourced by ./mien and packaging/house.sh, after start.sh.
# Needs: home, jdk. The built app lies in $home/.mien/<app>/.

# The modules whose sources go into app $1; watching one too many costs a needless rebuild only.
modules_of() {
  case $1 in
    bench) echo "core json engine vault studio cli bench" ;;
    *) echo "core json engine vault studio cli" ;;
  esac
}

# Whether app $1 must be built: never built, or a source or build file is newer than the build.
# A folder's time changes when a file in it is removed, so removals count too.
stale() {
  stamp=$home/.mien/$1/built
  [ -e "$stamp" ] || return 0
  modules_watched=$(modules_of "$1")
  set -- "$home/pom.xml"
  for module in $modules_watched; do
    [ ! -d "$home/$module" ] || set -- "$@" "$home/$module/src/main" "$home/$module/pom.xml"
  done
  set -- "$@" "$home/web/src" "$home/web/public" "$home/web/index.html" \
    "$home/web/vite.config.ts" "$home/web/package-lock.json"
  newer=$(find "$@" -newer "$stamp" 2> /dev/null | head -n 1)
  [ -n "$newer" ]
}

# The version in the root pom: the first <version> in it.
project_version() {
  sed -n 's|^ *<version>\(.*\)</version>.*|\1|p' "$home/pom.xml" | head -n 1
}

# Makes sure that the command $1 is there: installs Debian package $2 as root, visibly, or says how.
need_command() {
  if command -v "$1" > /dev/null; then
    return 0
  fi
  if [ "$(id -u)" -eq 0 ] && command -v apt-get > /dev/null; then
    say "installing the Debian package '$2', for '$1'"
    apt-get install -y -q "$2" >&2 || { apt-get update -q >&2 && apt-get install -y -q "$2" >&2; }
    return
  fi
  say "building needs '$1', which is not on the PATH." \
    "Install it ('apt install $2', 'brew install $2' or 'sdk install $2') and start again."
  return 1
}

# Whether the studio's page can be built: web/ needs npm and a Node.js that its tools know.
can_build_web() {
  command -v npm > /dev/null && node -e '
    const [major, minor] = process.versions.node.split(".").map(Number);
    process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1);' > /dev/null 2>&1
}

# Maven with the JDK that was found and without colors: they mean nothing in a log.
maven() {
  need_command mvn maven || return 1
  if ! can_build_web; then
    say "Node.js 20.19 or later with npm is not on the PATH: the studio is built without its page" \
      "(apt install npm, remove .mien and start again to have it)"
    set -- "$@" -DskipWeb
  fi
  (cd "$home" && JAVA_HOME=$jdk mvn -B -Dstyle.color=never "$@")
}

# Builds app $1 into a new folder and puts it in place of the old one in one step, so that a mien
# that is running keeps the files it has open.
build() {
  with_lock "$home/.mien" build_locked "$1"
}

build_locked() {
  # Another start may have built it while this one waited for the lock.
  stale "$1" || return 0
  need_command mvn maven || return 1
  if [ -e "$home/.mien/$1/built" ]; then
    say "sources changed: building $1"
  else
    say "first start: building $1 with Maven (a minute or two; needs the network once)"
  fi
  fresh=$home/.mien/$1.new
  rm -rf "$fresh"
  mkdir -p "$fresh/lib" || return 1
  # Before the build: a source that is saved while Maven runs is newer than the stamp.
  : > "$fresh/built"
  if ! maven -q -pl "$1" -am package -Dmaven.test.skip=true "-Dmien.$1.lib=$fresh/lib" \
    > "$home/.mien/build.log" 2>&1; then
    cat "$home/.mien/build.log" >&2
    say "the build failed; the reason stands above and in .mien/build.log"
    return 1
  fi
  cp "$home/$1/target/mien-$1-$(project_version).jar" "$fresh/lib/mien-$1.jar" || return 1
  # Natives are large and change with ONNX Runtime's version alone.
  for jar in "$fresh"/lib/onnxruntime-[0-9]*.jar; do
    if [ -e "$home/.mien/$1/native" ] && [ -e "$home/.mien/$1/lib/${jar##*/}" ]; then
      cp -R "$home/.mien/$1/native" "$fresh/native"
    fi
  done
  rm -rf "$home/.mien/$1.old"
  [ ! -e "$home/.mien/$1" ] || mv "$home/.mien/$1" "$home/.mien/$1.old"
  mv "$fresh" "$home/.mien/$1" || return 1
  rm -rf "$home/.mien/$1.old"
}
