# Makes the release: target/mien-VERSION.tar.gz, which needs a JDK 25 and no Maven. Sourced by
# house.sh, after build.sh. Everything is built twice from nothing and compared: a jar that comes
# out different each time cannot be checked by anyone.

# The files whose bytes must not depend on when they were built, as "SHA-256  path" lines.
built_hashes() {
  (
    cd "$home"
    for file in */target/mien-*.jar cli/target/lib/picocli-*.jar */target/bom.json; do
      [ ! -e "$file" ] || sha256 "$file"
    done
  )
}

sha256() {
  if command -v sha256sum > /dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi
}

build_from_nothing() {
  maven -q clean package -Pcheck -Dmaven.test.skip=true
}

release() {
  release_locked || {
    say "no release was made; the reason stands above"
    return 1
  }
}

release_locked() {
  version=$(project_version)
  mkdir -p "$home/target"
  say "building $version, twice"
  build_from_nothing || return 1
  first=$(built_hashes)
  build_from_nothing || return 1
  second=$(built_hashes)
  mkdir -p "$home/target"
  printf '%s\n' "$first" > "$home/target/hashes-1.txt"
  printf '%s\n' "$second" > "$home/target/hashes-2.txt"
  if ! diff "$home/target/hashes-1.txt" "$home/target/hashes-2.txt"; then
    say "these files differ between two builds of the same sources"
    return 1
  fi
  say "both builds gave the same $(printf '%s\n' "$second" | grep -c .) files (target/hashes-1.txt)"

  name=mien-$version
  stage=$home/target/release/$name
  rm -rf "$home/target/release"
  mkdir -p "$stage/lib" "$stage/packaging" || return 1
  cp "$home/mien" "$home/README.md" "$home/LICENSE" "$home/CHANGELOG.md" "$home/SECURITY.md" \
    "$home/ARCHITECTURE.md" "$home/CONTRIBUTING.md" \
    "$stage/" || return 1
  cp -R "$home/docs" "$stage/docs" || return 1
  cp "$home/packaging/find-jdk.sh" "$home/packaging/start.sh" "$home/packaging/audit-parity.sh" \
    "$stage/packaging/" || return 1
  cp "$home"/cli/target/lib/*.jar "$stage/lib/" || return 1
  cp "$home/cli/target/mien-cli-$version.jar" "$stage/lib/mien-cli.jar" || return 1
  cp "$home/cli/target/bom.json" "$stage/sbom.cyclonedx.json" || return 1
  pack_weights "$stage" || return 1
  # The manual page is made of the command itself: man ./mien.1
  "$jdk/bin/java" -cp "$stage/lib/mien-cli.jar" mien.cli.Main manual > "$stage/mien.1" || return 1
  # Names the folder of this build's start-up cache: another build must not share it.
  build_hash=$(sha256 "$stage"/lib/mien-*.jar | cut -c 1-64 | sha256 | cut -c 1-12)
  echo "$version-$build_hash" > "$stage/lib/BUILD"

  archive=$home/target/$name.tar.gz
  moment=$(sed -n 's|.*<project.build.outputTimestamp>\(.*\)</.*|\1|p' "$home/pom.xml")
  if tar --version 2> /dev/null | grep -q GNU; then
    (cd "$home/target/release" && tar --sort=name --mtime="$moment" --owner=0 --group=0 \
      --numeric-owner --format=gnu -cf - "$name" | gzip -n -9 > "$archive") || return 1
  else
    say "this tar cannot make the same archive twice; its contents are the same all the same"
    (cd "$home/target/release" && tar -czf "$archive" "$name") || return 1
  fi
  prove_release || return 1
  say "target/$name.tar.gz: $(sha256 "$archive" | cut -c 1-64)"
  tar -tzf "$archive" | sed -n "s|^$name/||p" | grep -v '/$' | sed 's|^|  |'
}

# Puts the default weights into the release's models/: a JDK is then all that it needs, offline. They
# are fetched and verified by the very program that is packed.
pack_weights() {
  fetched=$(mktemp -d) || return 1
  (
    trap 'rm -rf "$fetched"' EXIT
    unset MIEN_MODELS
    # Nothing that lies elsewhere counts as there: all of it must come into this folder.
    XDG_DATA_HOME=$fetched XDG_CONFIG_HOME=$fetched "$jdk/bin/java" --enable-native-access=ALL-UNNAMED \
      -cp "$1/lib/mien-cli.jar" mien.cli.Main models pull registry >&2 || exit 1
    mkdir -p "$1/models"
    cp "$fetched"/mien/models/*.onnx "$1/models/"
  ) || {
    say "the default weights could not be fetched; a release without them is not made"
    return 1
  }
}

# Unpacks the archive elsewhere and starts it, with an empty home folder: it sees the drawn people
# without fetching anything.
prove_release() {
  proof=$(mktemp -d) || return 1
  (
    trap 'rm -rf "$proof"' EXIT
    cd "$proof"
    tar -xzf "$archive"
    mkdir empty
    unset MIEN_MODELS XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME
    export HOME="$proof/empty" XDG_CACHE_HOME="$proof/empty/cache" JAVA_HOME="$jdk"
    export NPM_CONFIG_REGISTRY=http://127.0.0.1:9/
    "$name/mien" version
    "$name/mien" faces --json "$name/docs/examples" > faces.jsonl
    [ "$(grep -o '"box":' faces.jsonl | grep -c .)" -eq 3 ]
  ) || {
    say "the release was packed but does not start, or does not see the drawn people"
    return 1
  }
}
