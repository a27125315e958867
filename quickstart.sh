#!/usr/bin/env bash
# Builds Bertline and runs it once on data that comes with it: fine-tunes MiniLM to tell whether the definition of a word is that
# of a feeling or a state. Needs a JDK 17 and Maven 3.8.6, or newer; about eight minutes on two cores after the downloads.
#   ./quickstart.sh [ROOT]      artifacts and reports go to the folder ROOT, ./work unless given
set -euo pipefail

repository=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=${1:-work}
outputs=$(mktemp -d)
trap 'rm -rf "$outputs"' EXIT
timings=''

need() {
  command -v "$1" >/dev/null || { printf 'quickstart: there is no %s; %s\n' "$1" "$2" >&2; exit 4; }
}

# Runs a command under a heading and remembers how long it took.
timed() {
  local name=$1 started=$SECONDS
  shift
  printf '\n== %s\n' "$name"
  "$@"
  timings+=$(printf '%-14s %4d s' "$name" $((SECONDS - started)))$'\n'
}

# One line a module instead of Maven's hundreds; all of them when it fails.
build() {
  local log=$outputs/build.log
  mvn -B -ntp -Dstyle.color=never -f "$repository/pom.xml" -Dmaven.test.skip=true package | tee "$log" |
    sed -n 's/^\[INFO\] Building Bertline \([A-Za-z ]*\) [0-9].*\(\[.*\]\) *$/  \2 \1/p' ||
    { cat "$log" >&2; return 1; }
}

# Runs a step; the folder "outputs" then says where its artifact is.
run() { "$repository/bertline" "$1" --root "$root" --outputs-dir "$outputs/$1" "${@:2}"; }

report_of() { printf '%s/report.html' "$(cat "$outputs/$1/uri")"; }

need java 'install a JDK, 17 or newer (Debian: apt install openjdk-17-jdk-headless)'
need javac 'a JRE cannot build; install a JDK, 17 or newer'
need mvn 'install Maven, 3.8.6 or newer (Debian: apt install maven)'

timed build build
timed import-model run import-model
timed prep run prep --input embedded:wordnet-feelings
timed train run train
timed eval run eval

printf '\n== On texts the model has not seen (test split)\n'
awk -F '[":, ]+' 'NF > 2 { printf "  %-20s %s\n", $2, $3 ~ /\./ ? sprintf("%.3f", $3) : $3 }' "$outputs/eval/summary.json"

printf '\n== Reports\n'
printf '  dataset        %s\n  training       %s\n  evaluation     %s\n' \
  "$(report_of prep)" "$(report_of train)" "$(report_of eval)"

printf '\n== Predictions\n'
"$repository/bertline" predict --root "$root" \
  'a deep feeling of peace' \
  'the condition of being very tired after work' \
  'a boat with two masts' \
  'a small bird with a red breast'

printf '\n== Time\n%s%-14s %4d s\n' "$timings" total "$SECONDS"
