#!/bin/sh
# Checks an exported audit log without any of mien's code:
#   audit-parity.sh FOLDER [--anchor FILE] --key FILE.pem...
# FOLDER is what "mien audit export" wrote; FILE.pem are the public keys that you trust, from
# anywhere but FOLDER; --anchor names the heads that were kept elsewhere. Prints one line, the same
# that "mien audit verify" prints; status 0 sound, 1 not sound, 2 usage, 3 something is missing here.
# It needs openssl (3 or newer), sha256sum, base64, awk and jq; docs/policies/audit-format.md is the
# format.
set -eu
LC_ALL=C
export LC_ALL

usage() {
  sed -n '2,8s/^# \{0,1\}//p' "$0" >&2
  exit 2
}

for program in openssl sha256sum base64 awk jq; do
  command -v "$program" > /dev/null || {
    echo "audit-parity: '$program' is not here; on Debian: apt install openssl jq" >&2
    exit 3
  }
done

[ $# -gt 0 ] || usage
folder=$1
anchor=
shift
work=$(mktemp -d) || exit 3
# Status 1 is a verdict: what merely failed on the way, as on a full disk, must not look like one.
said=
ended() { # STATUS
  rm -rf "$work"
  if [ -z "$said" ] && [ "$1" -eq 1 ]; then
    echo "audit-parity: a program that it needs failed here, so nothing was found out" >&2
    exit 3
  fi
}
trap 'ended $?' EXIT
mkdir "$work/keys"
while [ $# -gt 0 ]; do
  [ $# -gt 1 ] || usage
  case $1 in
    --anchor) anchor=$2 ;;
    --key)
      openssl pkey -pubin -in "$2" -noout -text 2> /dev/null | grep -q ED25519 || {
        echo "audit-parity: a key is the PEM of an Ed25519 public key, and $2 cannot be read as one" >&2
        exit 2
      }
      openssl pkey -pubin -in "$2" -out "$work/key"
      id=$(openssl pkey -pubin -in "$work/key" -outform DER | sha256sum | cut -c 1-16)
      mv "$work/key" "$work/keys/$id"
      ;;
    *) usage ;;
  esac
  shift 2
done
[ -n "$(ls "$work/keys")" ] || {
  echo "audit-parity: name the public keys that you trust with --key; without one no head can be checked" >&2
  exit 2
}
for file in leaves.jsonl leaves.sha256 heads.jsonl; do
  [ -r "$folder/$file" ] || {
    echo "audit-parity: $folder/$file cannot be read" >&2
    exit 3
  }
  # A zero byte ends a line for some of the programs below: another byte that belongs in no line.
  tr '\000' '\001' < "$folder/$file" > "$work/$file"
done
[ -z "$anchor" ] || { [ -f "$anchor" ] && [ -r "$anchor" ]; } || {
  echo "audit-parity: the anchor file $anchor cannot be read; the first 'mien audit head --anchor' makes it" >&2
  exit 3
}
folder=$work

say() { # VERDICT...: prints it and ends
  said=1
  echo "$*"
  case $1 in sound:*) exit 0 ;; *) exit 1 ;; esac
}

# What both readers below know of times and of numbers.
times='def time: test("\\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z\\z")
  and .[0:4] >= "1970" and (.[0:19] + "Z" | (fromdate | todate) == .);'
whole='function whole(n) { return n ~ /^[0-9]+$/ && length(n) < 16 && (n == "0" || n !~ /^0/) }'

# For each line of leaves: the index that its canonical form has, or "-".
leaf_places() { # FILE
  jq -R -r "$times"' . as $raw | (try (fromjson
    | if (keys | join(" ")) == "action actor at facts index pseudonym v"
        and (.action | IN("SUBJECT_CREATED", "CONSENT_GIVEN", "CONSENT_WITHDRAWN",
          "CONSENT_EXPIRED", "PHOTO_COLLECTED", "EMBEDDING_KEPT", "CLASSIFIED", "PHOTO_VIEWED",
          "COMPARED", "EXPORTED", "INTERACTED", "PURPOSE_SATISFIED", "SWEPT", "ERASED",
          "HOLD_PLACED", "HOLD_LIFTED", "KEY_ROTATED", "POLICY_CHANGED", "CLOCK_TRUSTED",
          "RECOVERED", "ACCESS_REFUSED"))
        and (.actor | test("\\A[a-z]{1,16}:[A-Za-z0-9._-]{1,64}\\z"))
        and (.at | time) and (.facts | length <= 16)
        and ([.facts | to_entries[] | (.key | test("\\A[a-z][a-z0-9_]{0,31}\\z"))
          and (.value | test("\\A[A-Za-z0-9._:/+=-]{0,128}\\z"))] | all)
        and (.pseudonym | test("\\A[0-9a-f]{64}\\z"))
        and (.index | type) == "number" and ($raw | endswith(",\"v\":1}"))
      then .facts |= (to_entries | sort_by(.key) | from_entries)
        | ({action, actor, at, facts, index, pseudonym, v} | tojson) as $only
        | if $only == $raw then "\(.index)" else "-" end
      else "-" end) catch "-")' "$1" |
    awk "$whole"' { print whole($0) ? $0 : "-" }'
}

# For each line of heads: size, key, root, root in base64, time and signature, or "-".
head_fields() { # FILE
  jq -R -r "$times"' . as $raw | (try (fromjson
    | if (keys | join(" ")) == "key root signature size time"
        and (.key | test("\\A[0-9a-f]{16}\\z")) and (.root | test("\\A[0-9a-f]{64}\\z"))
        and (.signature | test("\\A[A-Za-z0-9+/]{85}[AQgw]==\\z"))
        and (.size | type) == "number" and (.time | time)
      then ({key, root, signature, size, time} | tojson) as $only
        | if $only == $raw then "\(.size) \(.key) \(.root) \(.time) \(.signature)" else "-" end
      else "-" end) catch "-")' "$1" |
    awk "$whole"' function digit(c) { return index("0123456789abcdef", c) - 1 }
      function base64(hex,  out, i, bits) {
        for (i = 1; i <= 64; i += 3) {
          bits = digit(substr(hex, i, 1)) * 256
          if (i + 1 <= 64) bits += digit(substr(hex, i + 1, 1)) * 16
          if (i + 2 <= 64) bits += digit(substr(hex, i + 2, 1))
          out = out substr(B, int(bits / 64) + 1, 1) substr(B, bits % 64 + 1, 1)
        }
        return substr(out, 1, 43) "="
      }
      BEGIN { B = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/" }
      !whole($1) || $1 == "0" { print "-"; next }
      { print $1, $2, $3, base64($3), $4, $5 }'
}

# Hashes messages 0 to COUNT - 1 of the folder $work/messages, one a line, and empties it.
hash_messages() { # COUNT
  if [ "$1" -gt 0 ]; then
    (cd "$work/messages" && seq 0 $(($1 - 1)) | xargs sha256sum | cut -c 1-64)
  fi
  rm -rf "$work/messages"
  mkdir "$work/messages"
}
mkdir "$work/messages"

hash_leaves() { # COUNT, leaves on standard input
  i=0
  while [ "$i" -lt "$1" ]; do
    # The last line may lack its line feed, which read calls a failure.
    IFS= read -r line || true
    printf '\000%s' "$line" > "$work/messages/$i"
    i=$((i + 1))
  done
  hash_messages "$i"
}

hash_nodes() { # on each line of standard input two hashes, left and right
  awk '{ out = ""; hex = $1 $2
         for (i = 1; i < 128; i += 2)
           out = out sprintf("\\%03o", (index(D, substr(hex, i, 1)) - 1) * 16 + index(D, substr(hex, i + 1, 1)) - 1)
         print out }' D=0123456789abcdef - > "$work/octal"
  i=0
  while read -r bytes; do
    # Octal escapes are all there is in it, so it may be the format.
    printf "\\001$bytes" > "$work/messages/$i"
    i=$((i + 1))
  done < "$work/octal"
  hash_messages "$i"
}

# Leaves: their form and place, then their hashes, up to the first that is wrong.
leaf_places "$folder/leaves.jsonl" > "$work/places"
leaves=$(awk 'END { print NR }' "$work/places")
listed=$(awk 'END { print NR }' "$folder/leaves.sha256")
fault=$(awk '$0 == "-" { print NR - 1, "malformed"; exit } $0 != NR - 1 { print NR - 1, "misplaced"; exit }' "$work/places")
[ -n "$fault" ] || [ "$leaves" -ge "$listed" ] || fault="$leaves missing"
good=${fault%% *}
good=${good:-$leaves}
hash_leaves "$good" < "$folder/leaves.jsonl" > "$work/level.0"
altered=$(awk -v file="$folder/leaves.sha256" '{ if ((getline listed < file) < 1) listed = ""
  if (listed != $0) { print NR - 1; exit } }' "$work/level.0")
if [ -n "$altered" ]; then
  good=$altered
  fault="$altered altered"
  head -n "$good" "$work/level.0" > "$work/level" && mv "$work/level" "$work/level.0"
fi

# Every perfect subtree, level by level.
level=0
while [ "$(awk 'END { print NR }' "$work/level.$level")" -gt 1 ]; do
  awk 'NR % 2 { left = $0; next } { print left, $0 }' "$work/level.$level" |
    hash_nodes > "$work/level.$((level + 1))"
  level=$((level + 1))
done

# Roots at every size that a head or an anchor has, all at once: the perfect parts of each size are
# folded from the smallest up.
head_fields "$folder/heads.jsonl" > "$work/heads"
: > "$work/anchors"
if [ -n "$anchor" ]; then
  # What a crash left of a last line does not count.
  tr '\000' '\001' < "$anchor" > "$work/anchor"
  if [ -n "$(tail -c 1 "$work/anchor")" ]; then
    sed '$d' "$work/anchor" > "$work/complete"
    mv "$work/complete" "$work/anchor"
  fi
  head_fields "$work/anchor" > "$work/anchors"
fi
{
  cut -d ' ' -f 1 "$work/heads" "$work/anchors"
  echo "$good"
} | awk -v good="$good" '$1 != "-" && $1 > 0 && $1 + 0 <= good + 0' | sort -n -u > "$work/sizes"
awk -v levels="$level" -v folder="$work" '
  BEGIN { for (l = 0; l <= levels; l++) for (i = 0; (getline hash < (folder "/level." l)) > 0; i++) node[l, i] = hash }
  { out = $1; rest = $1
    for (l = 0; rest > 0; l++) { if (rest % 2) out = out " " node[l, rest - 1]; rest = int(rest / 2) }
    print out }' "$work/sizes" > "$work/parts"
while awk 'NF > 2 { found = 1 } END { exit !found }' "$work/parts"; do
  awk 'NF > 2 { print $3, $2 }' "$work/parts" | hash_nodes > "$work/folded"
  awk -v file="$work/folded" 'NF > 2 { getline hash < file; out = $1 " " hash
      for (i = 4; i <= NF; i++) out = out " " $i; print out; next } { print }' "$work/parts" > "$work/next"
  mv "$work/next" "$work/parts"
done

root_at() { # SIZE
  if [ "$1" -eq 0 ]; then sha256sum < /dev/null | cut -c 1-64; else
    awk -v size="$1" '$1 == size { print $2 }' "$work/parts"
  fi
}

signed() { # SIZE KEY ROOT64 TIME SIGNATURE: whether a trusted key signed that
  [ -e "$work/keys/$2" ] || return 1
  printf 'mien/audit/%s\n%s\n%s\ntime %s\n' "$2" "$1" "$3" "$4" > "$work/body"
  printf '%s' "$5" | base64 -d > "$work/signature" 2> /dev/null || return 1
  openssl pkeyutl -verify -pubin -inkey "$work/keys/$2" -rawin -in "$work/body" \
    -sigfile "$work/signature" > /dev/null 2>&1
}

least() { if [ "$1" -lt "$2" ]; then echo "$1"; else echo "$2"; fi; }

covered=0
heads=0
while read -r size key root root64 time signature; do
  [ "$size" != - ] || say "head $heads: malformed"
  [ "$size" -ge "$covered" ] || say "head $heads: misplaced"
  if [ "$size" -gt "$good" ]; then
    [ -z "$fault" ] || break
    say "truncated: head $heads has $size leaves, the log $leaves"
  fi
  signed "$size" "$key" "$root64" "$time" "$signature" || say "head $heads: forged"
  last=$((size - 1))
  [ "$root" = "$(root_at "$size")" ] ||
    say "forked: head $heads, leaves $(least "$covered" "$last") to $last"
  covered=$size
  heads=$((heads + 1))
done < "$work/heads"
[ -z "$fault" ] || say "leaf $good: ${fault#* }"
[ "$covered" -ge "$leaves" ] || say "unsigned: leaves $covered to $((leaves - 1))"

agreed=0
anchors=0
while read -r size key root root64 time signature; do
  [ "$size" != - ] || say "anchor $anchors: malformed"
  signed "$size" "$key" "$root64" "$time" "$signature" || say "anchor $anchors: forged"
  [ "$size" -le "$leaves" ] ||
    say "truncated: anchor $anchors has $size leaves, the log $leaves"
  last=$((size - 1))
  [ "$root" = "$(root_at "$size")" ] ||
    say "forked: anchor $anchors, leaves $(least "$agreed" "$last") to $last"
  agreed=$size
  anchors=$((anchors + 1))
done < "$work/anchors"
say "sound: $leaves leaves, $heads heads, $anchors anchors, root $(root_at "$leaves")"
