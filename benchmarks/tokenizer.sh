#!/usr/bin/env bash
# How many texts a second the tokenizer alone encodes, beside DJL's, with one thread and with two. About two minutes.
#   benchmarks/tokenizer.sh [OPTION OF JMH...]
# Takes the tokenizer that benchmarks/prep.sh has imported.
set -euo pipefail

here=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here"
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
tokenizer=$(echo target/prep/root/models/*/*/tokenizer.json)
[[ -f $tokenizer ]] || { printf 'run benchmarks/prep.sh first\n' >&2; exit 2; }

# Modules in their order up to this one, which the class path names.
mvn -q -B -ntp -f ../pom.xml -pl benchmarks -am -DskipTests package \
  org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.includeScope=runtime -Dmdep.outputFile=target/class-path
for threads in 1 2; do
  "$java" "@../pipeline-prep/java-options" -cp "target/benchmarks.jar:$(<target/class-path)" org.openjdk.jmh.Main TokenizerBenchmark \
    -t "$threads" -jvmArgsAppend "-Dtokenizer=$(dirname "$tokenizer") -Dai.djl.offline=true" -foe true "$@"
done
