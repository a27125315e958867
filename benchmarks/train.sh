#!/usr/bin/env bash
# How fast a training step is, beside others on the same rows: prints one table a model. About fifteen minutes on two cores.
#   benchmarks/train.sh [--models minilm,bert-base] [--rounds 6]
#
# Environment: BERTLINE_PYTHON    a Python with torch and transformers; without it one is made below target/ if python3 has venv
#                                 ('none' leaves the peers out)
#              BERTLINE_PROTOTYPE folder of the prototype of the step (src/Step.java and others); left out if there is none
set -euo pipefail

here=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here"
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

# Modules in their order up to this one, which the class path names.
mvn -q -B -ntp -f ../pom.xml -pl benchmarks -am -DskipTests package \
  org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.includeScope=runtime -Dmdep.outputFile=target/class-path
class_path=target/benchmarks.jar:$(<target/class-path)
options=(--java-options ../pipeline-train/java-options)

python=${BERTLINE_PYTHON:-target/python/bin/python}
if [[ $python == target/python/bin/python && ! -x $python ]]; then
  if python3 -m venv target/python; then
    target/python/bin/pip install -q torch==2.7.1 transformers
  else
    python=none
  fi
fi
if [[ $python == none ]]; then
  printf 'without Hugging Face: there is no Python for it\n' >&2
else
  options+=(--python "$python")
fi

if [[ -n ${BERTLINE_PROTOTYPE:-} ]]; then
  mkdir -p target/prototype/src
  cp --no-preserve=mode "$BERTLINE_PROTOTYPE"/src/*.py target/prototype/src/
  javac -nowarn -encoding UTF-8 -d target/prototype -cp "$class_path" "$BERTLINE_PROTOTYPE"/src/*.java prototype/PrototypeWorker.java
  options+=(--prototype "target/prototype:$class_path")
else
  printf 'without the prototype: BERTLINE_PROTOTYPE is not set\n' >&2
fi

exec "$java" @../pipeline-train/java-options -cp "$class_path" io.bertline.benchmarks.train.TrainBenchmark "${options[@]}" "$@"
