#!/usr/bin/env bash
# How fast prep is beside a program without a framework, and beside Python: prints a table. About ten minutes on two idle cores.
#   benchmarks/prep.sh [--rows 1306122] [--rounds 3] [--contenders limit,flink,direct]
#
# Environment: BERTLINE_PYTHON  a Python with tokenizers and google-crc32c; without it one is made below target/ if python3 has
#                               venv ('none' leaves Python out)
set -euo pipefail

# shellcheck source=benchmarks/common
. "$(dirname "${BASH_SOURCE[0]}")/common"
rows=1306122 rounds=3 contenders=limit,flink,direct
while (($#)); do
  case $1 in
    --rows) rows=$2 ;;
    --rounds) rounds=$2 ;;
    --contenders) contenders=$2 ;;
    *) printf 'unknown option %s\n' "$1" >&2; exit 2 ;;
  esac
  shift 2
done

build benchmarks

# The bound that prep promises to keep for any number of rows.
"$java" "@../pipeline-prep/java-options" -Xmx1500m -cp "$class_path" io.bertline.benchmarks.prep.PrepBenchmark \
  target/prep "$rows" "$rounds" "$contenders"

find_python python-prep tokenizers google-crc32c
[[ $python != none ]] || exit 0
tokenizer=$(echo target/prep/root/models/*/*/tokenizer.json)
for ((round = 0; round < rounds; round++)); do
  "$python" prep_peer.py "$tokenizer" "target/prep/$rows.csv" target/prep/python
done
