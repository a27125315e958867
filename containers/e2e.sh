#!/usr/bin/env bash
# Builds the images, runs containers/compose.yaml on a small part of the embedded default, and checks what it left.
#   containers/e2e.sh          needs the built jars (mvn -DskipTests package); about five minutes on two cores
# On Debian, as root, it installs docker.io, docker-compose and mmdebstrap where Docker is missing, starts a dockerd of its own
# where none answers, and builds the base image from Debian's packages where RUNTIME_IMAGE cannot be pulled. What it started or
# made it stops and removes; KEEP=1 leaves the scratch folder.
set -euo pipefail

containers=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
scratch=$(mktemp -d)
export RUNTIME_IMAGE=${RUNTIME_IMAGE:-eclipse-temurin:17-jre}
# Neither root nor a user the images know; the file system of every container is read-only.
export BERTLINE_USER=12345:12345
# On a busy disk a container takes longer to start than docker-compose 1.29 waits.
export COMPOSE_HTTP_TIMEOUT=600
max_steps=${BERTLINE_MAX_STEPS:-30}
export BERTLINE_MAX_STEPS=$max_steps
local_base=bertline/local-java17
started_dockerd=''
local_images=()
files=(-f "$containers/compose.yaml")

say() { printf '[%4ds] %s\n' "$SECONDS" "$1"; }

fail() {
  printf 'e2e: %s\n' "$1" >&2
  exit 1
}

compose() {
  DOCKER_BUILDKIT=1 COMPOSE_DOCKER_CLI_BUILD=1 "${compose[@]}" -p bertline-e2e "${files[@]}" "$@"
}

clean_up() {
  local code=$?
  [[ -z ${compose[*]-} ]] || compose down -v >/dev/null 2>&1 || true
  ((${#local_images[@]} == 0)) || docker image rm -f "${local_images[@]}" >/dev/null 2>&1 || true
  [[ -z $started_dockerd ]] || { kill "$started_dockerd" && wait "$started_dockerd"; } 2>/dev/null || true
  if [[ -n ${KEEP:-} ]]; then say "kept $scratch"; else rm -rf "$scratch"; fi
  exit "$code"
}

install_docker() {
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends docker.io docker-compose iptables mmdebstrap >"$scratch/apt.log" 2>&1
  say 'installed docker.io, docker-compose, mmdebstrap'
}

start_dockerd() {
  export DOCKER_HOST=unix://$scratch/docker.sock
  dockerd --data-root "$scratch/docker" --exec-root "$scratch/exec" --pidfile "$scratch/dockerd.pid" \
    -H "$DOCKER_HOST" --mtu 1400 >"$scratch/dockerd.log" 2>&1 &
  started_dockerd=$!
  for _ in {1..150}; do
    docker info >/dev/null 2>&1 && break
    sleep 0.2
  done
  docker info >/dev/null || fail "dockerd does not start; see $(tail -n 1 "$scratch/dockerd.log")"
  say "started dockerd ($(docker info -f '{{.Driver}}, cgroup v{{.CgroupVersion}}'))"
}

# A Debian with Java 17 and nothing else, for a machine that reaches Debian's mirror and no image registry.
build_base() {
  command -v mmdebstrap >/dev/null || install_docker
  # shellcheck disable=SC2016 # $1 is mmdebstrap's
  mmdebstrap --quiet --variant=essential --include=ca-certificates,openjdk-17-jre-headless \
    --customize-hook='rm -rf "$1"/var/lib/apt/lists/* "$1"/var/cache/apt/* "$1"/usr/share/doc/*/*.gz "$1"/usr/share/locale/*' \
    bookworm - /etc/apt/sources.list.d/debian.sources |
    docker import -c 'ENV JAVA_HOME=/usr/lib/jvm/java-17-openjdk-amd64' \
      -c 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' - "$local_base" >/dev/null
  RUNTIME_IMAGE=$local_base
  local_images+=("$local_base")
  say 'built a base image from Debian packages'
}

[[ -f $containers/../pipeline-train/target/pipeline-train.jar ]] || fail 'nothing is built; run: mvn -DskipTests package'
trap clean_up EXIT

if ! command -v dockerd >/dev/null && ! docker info >/dev/null 2>&1; then
  install_docker
fi
if docker compose version >/dev/null 2>&1; then
  compose=(docker compose)
else
  command -v docker-compose >/dev/null || install_docker
  compose=(docker-compose)
  # docker-compose 1.29 builds with the docker command; Debian's has BuildKit in it, a newer one without buildx does not.
  PATH=/usr/bin:$PATH
fi
docker info >/dev/null 2>&1 || start_dockerd
docker image inspect "$RUNTIME_IMAGE" >/dev/null 2>&1 || docker pull -q "$RUNTIME_IMAGE" >/dev/null 2>&1 || build_base

export BERTLINE_WORK=$scratch/work BERTLINE_DATA=$scratch/data
mkdir -m 0777 "$BERTLINE_WORK" "$BERTLINE_DATA"
chmod 0755 "$scratch"

compose build >"$scratch/build.log" 2>&1 || { tail -n 30 "$scratch/build.log" >&2; fail 'the images do not build'; }

bytes() { docker image inspect -f '{{.Size}}' "$1"; }

# Bytes of the layer that an image's Dockerfile copies from some folder of its first stage.
layer() { docker history --human=false --no-trunc --format '{{.Size}} {{.CreatedBy}}' "$1" | sed -n "s#^\([0-9]*\) .*/layers/$2 .*#\1#p"; }

for image in prep train eval; do
  say "image bertline/$image: $(($(bytes "bertline/$image") / 1000000)) MB, of which the base image $(($(bytes "$RUNTIME_IMAGE") / 1000000))"
done
own=$(($(bytes bertline/train) - $(bytes "$RUNTIME_IMAGE") - $(layer bertline/train libtorch)))
((own <= 250000000)) || fail "bertline/train has $own bytes beyond the base image and libtorch, more than 250 MB"

# The Dockerfiles of train and eval copy the same libraries in the same way and differ in their own layer only, so that a machine
# that has one image pulls and keeps the other for nothing. They are two files because a build argument does not reach
# ENTRYPOINT.
layers() { docker image inspect -f '{{range .RootFS.Layers}}{{println .}}{{end}}' "$1" | sort; }
unshared=$(comm -23 <(layers bertline/eval) <(layers bertline/train) | wc -l)
[[ $unshared == 1 ]] || fail "bertline/eval has $unshared layers that bertline/train has not, expected its own one only"

# Prints the exit code of a service's container, or nothing if it was never started.
exit_code() {
  local id
  id=$(compose ps -a -q "$1" 2>/dev/null || compose ps -q "$1")
  [[ -z $id ]] || docker inspect -f '{{if ne .State.Status "created"}}{{.State.ExitCode}}{{end}}' "$id"
}

last_words() { compose logs --no-color --tail 30 "$1" >&2; }

manifests() { find "$BERTLINE_WORK/$1" -name _MANIFEST.json -printf '%p %T@\n' | sort; }

up() {
  compose --ansi never up --no-build >"$scratch/$1.log" 2>&1 || true
}

# Ends unless a container of a service ended with this code.
expect() { [[ $(exit_code "$1") == "$2" ]] || { last_words "$1"; fail "$1 ended with '$(exit_code "$1")', expected $2"; }; }

# Runs one command as a user does; what it prints is left in $scratch/NAME.log.
run() {
  local name=$1 code=0
  compose run --rm -T "${@:2}" >"$scratch/$name.log" 2>&1 </dev/null || code=$?
  [[ $code == "${expected:-0}" ]] || { tail -n 20 "$scratch/$name.log" >&2; fail "$name: '${*:2}' ended with $code, expected ${expected:-0}"; }
}

prints() { grep -q -e "$2" "$scratch/$1.log" || { tail -n 20 "$scratch/$1.log" >&2; fail "$1 does not print '$2'"; }; }

# Whether a service has printed a text. All of it is read: grep -q would break the pipe, which counts as a failure.
said() { compose logs --no-color "$1" 2>/dev/null | grep -e "$2" >/dev/null; }

# Waits until a service has printed a text.
await() {
  for _ in {1..600}; do
    if said "$1" "$2"; then return; fi
    sleep 0.5
  done
  last_words "$1"
  fail "$1 does not print '$2'"
}

the_steps() {
  up first
  for step in import-model prep train eval; do expect "$step" 0; done
  for kind in models datasets classifiers evaluations; do
    [[ $(manifests "$kind" | wc -l) == 1 ]] || fail "expected one manifest below $kind, found: $(manifests "$kind")"
  done
  [[ -z $(find "$BERTLINE_WORK" -type f ! -uid 12345 -print -quit) ]] || fail 'some artifact does not belong to BERTLINE_USER'
  grep -q '"f1"' "$(find "$BERTLINE_WORK/evaluations" -name metrics.json)" || fail 'the metrics have no f1'
  say 'first up: import-model, prep, train, eval done'

  local before
  before=$(manifests .)
  up second
  [[ $(manifests .) == "$before" ]] || fail 'a second up made artifacts again'
  say 'second up: everything up to date'

  run rerun train --learning-rate 3e-5
  [[ $(manifests classifiers | wc -l) == 2 && $(manifests datasets | wc -l) == 1 ]] || fail 'a rerun of train did not make one more classifier'
  say 'train rerun with another learning rate: one more classifier, the rest reused'

  BERTLINE_PARAMS='{"train": {"epochs": 7}}' run parameters train --dry-run
  prints parameters 'epochs: 3 -> 7'
  before=$(manifests models)
  BERTLINE_FORCE=true run forced import-model
  [[ $(manifests models) != "$before" ]] || fail 'BERTLINE_FORCE=true did not make the model again'
  say 'BERTLINE_PARAMS and BERTLINE_FORCE arrive'
}

the_other_commands() {
  run publish publish --release e2e
  [[ -f $BERTLINE_WORK/releases/e2e/000001.json ]] || fail 'publish made no release'
  run predict predict --classifier release:e2e 'a deep feeling of peace'
  run runs runs
  prints runs eval
  run verify verify
  run gc gc
  local classifiers=()
  while read -r classifier; do
    classifiers+=(--classifier "/work/${classifier#"$BERTLINE_WORK/"}")
  done < <(find "$BERTLINE_WORK/classifiers" -name model.safetensors -printf '%h\n')
  run select select "${classifiers[@]}"
  expected=4 run missing-release predict --classifier release:none text
  expected=8 run no-card train --self-test --device gpu
  prints no-card "device 'gpu' is not there"
  say 'publish, predict, runs, verify, gc, select; their exit codes arrive; no graphics card is an error'
}

# SIGTERM reaches the JVM; what it had done is not lost.
stopped_training() {
  compose down -v >/dev/null 2>&1
  export BERTLINE_EPOCHS=100 BERTLINE_MAX_STEPS='' BERTLINE_SEED=7
  compose --ansi never up -d --no-build train >"$scratch/long.log" 2>&1 || fail "the long training does not start: $(tail -n 3 "$scratch/long.log")"
  await train 'train.* of '
  compose stop train >/dev/null 2>&1
  expect train 143
  ls "$BERTLINE_WORK"/checkpoints/*/*/_MANIFEST.json >/dev/null 2>&1 || fail 'a stopped training left no checkpoint'
  compose --ansi never up -d --no-build train >"$scratch/again.log" 2>&1 || fail "it does not start again: $(tail -n 3 "$scratch/again.log")"
  await train 'resumed     at step'
  compose stop train >/dev/null 2>&1
  expect train 143
  unset BERTLINE_EPOCHS BERTLINE_SEED
  export BERTLINE_MAX_STEPS=$max_steps
  say 'stop: train ends with 143 after a checkpoint; up again resumes'
}

a_failing_step() {
  compose down -v >/dev/null 2>&1
  BERTLINE_INPUT=/data/missing.csv up missing
  expect prep 4
  [[ -z $(exit_code train) ]] || fail 'train was started after prep had failed'
  say 'a missing input: prep ended with 4, nothing after it started'
}

# No shell, no network, nothing to write to but /tmp, and so much memory: an image proves itself.
self_test() {
  printf 'FROM bertline/train\nUSER 0\nRUN rm -f /bin/*sh /usr/bin/*sh\n' |
    docker build -q -t bertline/e2e-without-shell - >/dev/null
  local_images+=(bertline/e2e-without-shell)
  docker run --rm --user 4711:4711 --network none --read-only --tmpfs /tmp --memory 2g --entrypoint java \
    bertline/e2e-without-shell @/app/java-options @/app/train --self-test >"$scratch/self-test.log" 2>&1 ||
    { tail -n 20 "$scratch/self-test.log" >&2; fail 'the self-test fails'; }
  say "self-test in 2 GB without shell, network, or any known user: $(tail -n 1 "$scratch/self-test.log")"
}

build_storage_image() {
  local context=$scratch/storage
  mkdir "$context"
  "$containers/../.ci/install-fake-gcs-server"
  cp "$containers/../target/tools/fake-gcs-server" "$context/"
  printf 'FROM %s\nCOPY fake-gcs-server /bin/\n' "$RUNTIME_IMAGE" >"$context/Dockerfile"
  STORAGE_IMAGE=bertline/local-storage
  export STORAGE_IMAGE
  docker build -q -t "$STORAGE_IMAGE" "$context" >/dev/null
  local_images+=("$STORAGE_IMAGE")
}

cloud_storage() {
  compose down -v >/dev/null 2>&1
  build_storage_image
  files=(-f "$containers/compose.yaml" -f "$containers/compose.gcs.yaml")
  local before
  before=$(manifests .)
  BERTLINE_MAX_STEPS=5 run cloud-storage eval
  prints cloud-storage gs://bertline/evaluations/
  run cloud-storage-verify verify
  [[ $(manifests .) == "$before" ]] || fail 'with compose.gcs.yaml something was written to the folder'
  compose down -v >/dev/null 2>&1
  say 'Cloud Storage emulator: the four steps left their artifacts in a bucket'
}

dataset_digest() { sed -n 's/.*"digest" *: *"\([^"]*\)".*/\1/p' "$BERTLINE_WORK/projects/default/dataset.json"; }

flink() {
  compose down -v >/dev/null 2>&1
  files=(-f "$containers/compose.yaml" -f "$containers/compose.flink.yaml")
  local embedded
  embedded=$(dataset_digest)
  BERTLINE_WORK=$scratch/flink
  mkdir -m 0777 "$BERTLINE_WORK"
  run flink prep
  [[ -n $embedded && $(dataset_digest) == "$embedded" ]] || fail "prep on a Flink cluster made other bytes: $(dataset_digest), not $embedded"
  compose stop jobmanager taskmanager >/dev/null 2>&1
  for server in jobmanager taskmanager; do
    said "$server" 'switched from .*RUNNING to FINISHED' || { last_words "$server"; fail "$server took no part in the job"; }
  done
  compose down -v >/dev/null 2>&1
  say 'Flink cluster: prep made the same bytes'
}

the_steps
the_other_commands
stopped_training
a_failing_step
self_test
cloud_storage
flink
