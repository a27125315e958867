#!/usr/bin/env bash
# Builds the images and runs containers/compose.yaml on a small part of the embedded default, then checks what it left.
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
export BERTLINE_MAX_STEPS=${BERTLINE_MAX_STEPS:-30}
local_base=bertline/local-java17
started_dockerd=''
built_base=''

say() { printf '[%4ds] %s\n' "$SECONDS" "$1"; }

fail() {
  printf 'e2e: %s\n' "$1" >&2
  exit 1
}

compose() {
  DOCKER_BUILDKIT=1 COMPOSE_DOCKER_CLI_BUILD=1 "${compose[@]}" -p bertline-e2e -f "$containers/compose.yaml" "$@"
}

clean_up() {
  local code=$?
  [[ -z ${compose[*]-} ]] || compose down -v >/dev/null 2>&1 || true
  [[ -z $built_base ]] || docker image rm "$local_base" >/dev/null 2>&1 || true
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
  built_base=yes
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
for step in prep train eval; do
  say "image bertline/$step: $(($(docker image inspect -f '{{.Size}}' "bertline/$step") / 1000000)) MB"
done

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

up first
for step in import-model prep train eval; do
  [[ $(exit_code "$step") == 0 ]] || { last_words "$step"; fail "$step ended with '$(exit_code "$step")', expected 0"; }
done
for kind in models datasets classifiers evaluations; do
  [[ $(manifests "$kind" | wc -l) == 1 ]] || fail "expected one manifest below $kind, found: $(manifests "$kind")"
done
[[ -z $(find "$BERTLINE_WORK" -type f ! -uid 12345 -print -quit) ]] || fail 'some artifact does not belong to BERTLINE_USER'
metrics=$(find "$BERTLINE_WORK/evaluations" -name metrics.json)
grep -q '"f1"' "$metrics" || fail "no f1 in $metrics"
say 'first up: import-model, prep, train, eval done'

before=$(manifests .)
up second
[[ $(manifests .) == "$before" ]] || fail 'a second up made artifacts again'
say 'second up: everything up to date'

compose run --rm -T train --learning-rate 3e-5 >"$scratch/rerun.log" 2>&1 || { tail -n 20 "$scratch/rerun.log" >&2; fail 'train does not run alone'; }
[[ $(manifests classifiers | wc -l) == 2 && $(manifests datasets | wc -l) == 1 ]] || fail 'a rerun of train did not make one more classifier'
say 'train rerun with another learning rate: one more classifier, the rest reused'

compose down -v >/dev/null 2>&1
BERTLINE_INPUT=/data/missing.csv up missing
[[ $(exit_code prep) == 4 ]] || { last_words prep; fail "prep of a missing file ended with '$(exit_code prep)', expected 4"; }
[[ -z $(exit_code train) ]] || fail 'train was started after prep had failed'
say 'a missing input: prep ended with 4, nothing after it started'
