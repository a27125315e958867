#!/usr/bin/env bash
# How fast prep is beside a program without a framework, and beside Python: prints a table. About ten minutes on two idle cores.
#   benchmarks/prep.sh [--rows 1306122] [--rounds 3] [--contenders limit,flink,direct]
#
# Environment: BERTLINE_PYTHON  a Python with tokenizers and google-crc32c; without it one is made below target/ if python3 has
#                               venv ('none' leaves Python out)
set -euo pipefail

here=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here"
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
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

# Modules in their order up to this one, which the class path names.
mvn -q -B -ntp -f ../pom.xml -pl benchmarks -am -DskipTests package \
  org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.includeScope=runtime -Dmdep.outputFile=target/class-path
class_path=target/benchmarks.jar:$(<target/class-path)

# The bound that prep promises to keep for any number of rows.
"$java" "@../pipeline-prep/java-options" -Xmx1500m -cp "$class_path" io.bertline.benchmarks.prep.PrepBenchmark \
  target/prep "$rows" "$rounds" "$contenders"

python=${BERTLINE_PYTHON:-target/python-prep/bin/python}
if [[ $python == target/python-prep/bin/python && ! -x $python ]]; then
  if python3 -m venv target/python-prep; then
    target/python-prep/bin/pip install -q tokenizers google-crc32c
  else
    python=none
  fi
fi
if [[ $python == none ]]; then
  printf 'without Python: there is none for it\n' >&2
  exit 0
fi
tokenizer=$(echo target/prep/root/models/*/*/tokenizer.json)
for ((round = 0; round < rounds; round++)); do
  "$python" prep_peer.py "$tokenizer" "target/prep/$rows.csv" target/prep/python
done
