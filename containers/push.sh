#!/usr/bin/env bash
# Builds the images from the built jars and pushes them: containers/push.sh REGISTRY TAG
#   containers/push.sh europe-docker.pkg.dev/my-project/bertline 0.1.0
# makes REGISTRY/prep:TAG, REGISTRY/train:TAG, REGISTRY/train-cuda:TAG and REGISTRY/eval:TAG. IMAGES='prep eval' takes these only;
# RUNTIME_IMAGE, PYTHON_IMAGE and SOURCE (the address of the repository, for the label) are build arguments.
set -euo pipefail

usage() {
  sed -n '2,5s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
  exit 2
}

[[ $# == 2 && -n $1 && -n $2 ]] || usage
registry=${1%/}
tag=$2
root=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
images=${IMAGES:-prep train train-cuda eval}

for image in $images; do
  [[ -f $root/containers/$image/Dockerfile ]] || { echo "push.sh: there is no image '$image'" >&2; exit 2; }
done
[[ -f $root/pipeline-train/target/pipeline-train.jar ]] || { echo 'push.sh: nothing is built; run: mvn -DskipTests package' >&2; exit 4; }

revision=$(git -C "$root" rev-parse HEAD 2>/dev/null || true)
arguments=(--build-arg "VERSION=$tag" --build-arg "REVISION=$revision" --build-arg "SOURCE=${SOURCE:-}")
[[ -z ${RUNTIME_IMAGE:-} ]] || arguments+=(--build-arg "RUNTIME_IMAGE=$RUNTIME_IMAGE")

# Everything is built before anything is pushed.
for image in $images; do
  own=()
  [[ $image != train-cuda || -z ${PYTHON_IMAGE:-} ]] || own+=(--build-arg "PYTHON_IMAGE=$PYTHON_IMAGE")
  docker build "${arguments[@]}" "${own[@]}" -f "$root/containers/$image/Dockerfile" -t "$registry/$image:$tag" "$root"
done
for image in $images; do
  docker push "$registry/$image:$tag"
done
