#!/usr/bin/env bash
# Writes the folder articles/ of a commit or tree to a folder, and nothing else of it. Links come out as text files.
#
# Usage: take_articles.sh TREE FOLDER, in a clone that has the tree.
set -euo pipefail

tree=$1
folder=$2
GIT_INDEX_FILE=$(mktemp -u)
export GIT_INDEX_FILE
trap 'rm -f "$GIT_INDEX_FILE"' EXIT

mkdir -p "$folder"
git read-tree "$tree"
git ls-files -z -- articles |
    git -c core.symlinks=false -c core.hooksPath=/dev/null checkout-index -z --stdin --prefix="$(realpath "$folder")/"
