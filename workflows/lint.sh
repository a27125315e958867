#!/usr/bin/env bash
# Lets the real 'argo lint' judge the base, every overlay and what is submitted: workflows/lint.sh   (needs argo, and kubectl or
# kustomize). The tests of 'mvn verify' find most of it without argo.
set -euo pipefail

workflows=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
namespace=bertline

command -v argo >/dev/null || {
  echo 'lint.sh: argo is not on the PATH; https://github.com/argoproj/argo-workflows/releases has it' >&2
  exit 4
}
if command -v kustomize >/dev/null; then render=(kustomize build); else render=(kubectl kustomize); fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Offline, argo looks for a template only in the same call and the same namespace.
for file in "$workflows"/*.yaml; do
  sed "s/^metadata:$/&\n  namespace: $namespace/" "$file" >"$scratch/$(basename "$file")"
done
for site in "$workflows/base" "$workflows"/overlays/*/; do
  echo "${site#"$workflows/"}"
  "${render[@]}" "$site" >"$scratch/site.yaml"
  argo lint --offline --strict "$scratch"/*.yaml
done
