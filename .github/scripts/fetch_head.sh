#!/usr/bin/env bash
# Fetches the commits of a pull request's head, without touching any file, and prints the head's id.
#
# Usage: fetch_head.sh NUMBER, in a clone of the repository that the pull request is for.
set -euo pipefail

[[ $1 =~ ^[1-9][0-9]*$ ]] || { echo "$0: a pull request's number is needed" >&2; exit 2; }
git fetch --quiet --no-tags --no-recurse-submodules origin "+refs/pull/$1/head:refs/pull-request/head"
git rev-parse --verify refs/pull-request/head
