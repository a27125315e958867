#!/usr/bin/env bash
# How fast texts are classified, beside the pipeline of Hugging Face on the same texts with the same classifier: prints two tables.
# About ten minutes on two idle cores.
#   benchmarks/predict.sh [--rows 10000] [--rounds 3] [--threads 2] [--texts FILE] [--classifier DIRECTORY]
#
# Without --texts (a text a line) it makes questions like those on Quora; without --classifier it trains MiniLM for a few steps.
#
# Environment: BERTLINE_PYTHON  a Python with torch and transformers; without it one is made below target/ if python3 has venv
#                               ('none' leaves the peer out)
set -euo pipefail

# shellcheck source=benchmarks/common
. "$(dirname "${BASH_SOURCE[0]}")/common"
rows=10000 rounds=3 threads=2 texts='' classifier=''
while (($#)); do
  case $1 in
    --rows) rows=$2 ;;
    --rounds) rounds=$2 ;;
    --threads) threads=$2 ;;
    --texts) texts=$(realpath "$2") ;;
    --classifier) classifier=$(realpath "$2") ;;
    *) printf 'unknown option %s\n' "$1" >&2; exit 2 ;;
  esac
  shift 2
done

build pipeline-eval,pipeline-train,benchmarks
mkdir -p target/predict

find_python python torch==2.7.1 transformers

if [[ -z $classifier ]]; then
  export BERTLINE_ROOT=$here/target/predict/root
  ../bertline import-model --quiet
  ../bertline prep --quiet --input embedded:wordnet-feelings
  ../bertline train --quiet --max-steps 20
  classifier=$(sed -n 's/.*"uri" *: *"\([^"]*\)".*/\1/p' "$BERTLINE_ROOT/projects/default/classifier.json")
fi
if [[ -z $texts ]]; then
  texts=$here/target/predict/texts.txt
  "$java" -cp "$class_path" io.bertline.benchmarks.predict.PredictBenchmark texts "$texts" "$rows" "$classifier/tokenizer.json"
fi

# As the launcher sets it: threads that wait sleep, glibc keeps its memory. It pays for everybody who runs PyTorch.
export OMP_NUM_THREADS=$threads OMP_WAIT_POLICY=PASSIVE GOMP_SPINCOUNT=1000 TOKENIZERS_PARALLELISM=false HF_HUB_OFFLINE=1
export MALLOC_ARENA_MAX=1 MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=8000000000 MALLOC_TOP_PAD_=268435456

ours() { "$java" @../pipeline-eval/java-options -cp "$class_path" io.bertline.benchmarks.predict.PredictBenchmark measure "$classifier" "$texts" "$threads"; }
peer() { [[ $python == none ]] || "$python" predict_peer.py measure "$classifier" "$texts" "$threads" "$1"; }

printf '%s texts; %s, %s processors; load %s\n\n' "$(wc -l <"$texts")" "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)" \
  "$(nproc)" "$(cut -d ' ' -f 1 /proc/loadavg)"
printf '| | threads | rows/s | rows/processor s | single text ms, median | 99th percentile |\n|---|---|---|---|---|---|\n'
for ((round = 0; round < rounds; round++)); do
  ours
  peer float32
  peer bfloat16
done

# The same as commands of their own, with all that starts and is loaded.
TIMEFORMAT='%R | %U | %S |'
whole() {
  printf '| %s | ' "$1"
  { time "${@:2}" >/dev/null 2>target/predict/log; } 2>&1
}
printf '\n| whole command | wall s | user s | system s |\n|---|---|---|---|\n'
for ((round = 0; round < rounds; round++)); do
  whole 'bertline predict' ../bertline predict --classifier "$classifier" --threads "$threads" --format text --input "$texts" --output target/predict/ours.csv
  if [[ $python != none ]]; then
    for precision in float32 bfloat16; do
      whole "Hugging Face, $precision" "$python" predict_peer.py whole "$classifier" "$texts" "$threads" "$precision" target/predict/peer.csv
    done
  fi
done
