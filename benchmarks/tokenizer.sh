#!/usr/bin/env bash
# How many texts a second the tokenizer alone encodes, beside DJL's, with one thread and with two. About two minutes.
#   benchmarks/tokenizer.sh [OPTION OF JMH...]
# Takes the tokenizer that benchmarks/prep.sh has imported.
set -euo pipefail

# shellcheck source=benchmarks/common
. "$(dirname "${BASH_SOURCE[0]}")/common"
tokenizer=$(echo target/prep/root/models/*/*/tokenizer.json)
[[ -f $tokenizer ]] || { printf 'run benchmarks/prep.sh first\n' >&2; exit 2; }

build benchmarks
for threads in 1 2; do
  "$java" "@../pipeline-prep/java-options" -cp "$class_path" org.openjdk.jmh.Main TokenizerBenchmark \
    -t "$threads" -jvmArgsAppend "-Dtokenizer=$(dirname "$tokenizer") -Dai.djl.offline=true" -foe true "$@"
done
