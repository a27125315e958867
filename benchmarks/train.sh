#!/usr/bin/env bash
# How fast a training step is, beside others on the same rows: prints one table a model. About fifteen minutes on two cores.
#   benchmarks/train.sh [--models minilm,bert-base] [--rounds 6]
#
# Environment: BERTLINE_PYTHON    a Python with torch and transformers; without it one is made below target/ if python3 has venv
#                                 ('none' leaves the peers out)
#              BERTLINE_PROTOTYPE folder of the prototype of the step (src/Step.java and others); left out if there is none
set -euo pipefail

# shellcheck source=benchmarks/common
. "$(dirname "${BASH_SOURCE[0]}")/common"

build benchmarks
options=(--java-options ../pipeline-train/java-options)

find_python python torch==2.7.1 transformers
[[ $python == none ]] || options+=(--python "$python")

if [[ -n ${BERTLINE_PROTOTYPE:-} ]]; then
  mkdir -p target/prototype/src
  cp --no-preserve=mode "$BERTLINE_PROTOTYPE"/src/*.py target/prototype/src/
  javac -nowarn -encoding UTF-8 -d target/prototype -cp "$class_path" "$BERTLINE_PROTOTYPE"/src/*.java prototype/PrototypeWorker.java
  options+=(--prototype "target/prototype:$class_path")
else
  printf 'without the prototype: BERTLINE_PROTOTYPE is not set\n' >&2
fi

exec "$java" @../pipeline-train/java-options -cp "$class_path" io.bertline.benchmarks.train.TrainBenchmark "${options[@]}" "$@"
