#!/usr/bin/env bash
# Checks what a pull request does to the records: the program of the base reads data of the head and runs none of it.
#
# Usage: check_pull_request.sh BASE HEAD FOLDER, in a checkout of BASE whose clone has HEAD, with `ciie` installed.
# FOLDER gets the records before and after, and in site/ the site as it would be.
# Annotations of the files that the change touches go to the standard output, the report on all to the file that
# GITHUB_STEP_SUMMARY names. Where no record or vocabulary changes there is nothing to check.
# Exit status: 0 all is well, 1 something is to be mended, 3 all is well but files need a maintainer.
set -euo pipefail

base=$1
head=$2
folder=$3
scripts=$(realpath "$(dirname "${BASH_SOURCE[0]}")")
docs=$(realpath docs)
summary=${GITHUB_STEP_SUMMARY:-/dev/null}
mkdir -p "$folder"
folder=$(realpath "$folder")

guarded=0
"$scripts/guard_paths.sh" "$base" "$head" || guarded=$?
((guarded != 4)) || exit 0
((guarded == 0 || guarded == 3)) || exit "$guarded"

# What is checked is what a merge would give, so that records which the base got in the meantime count as well.
if ! merged=$(git merge-tree --write-tree --name-only "$base" "$head" 2>/dev/null); then
    echo '::error title=conflict::This branch and the base change the same lines. Update the branch and choose.'
    exit 1
fi
"$scripts/take_articles.sh" "$base" "$folder/before"
"$scripts/take_articles.sh" "${merged%%$'\n'*}" "$folder/after"
# Lists that the head deletes are missing; the program shall not lend those of the base.
mkdir -p "$folder/after/articles/vocabulary"

cd "$folder/after"
checked=0
ciie check --format github --base "$folder/before/articles" || checked=$?
((checked <= 1)) || exit "$checked"
{
    ciie check --format markdown --base "$folder/before/articles" || true
    echo
    ciie diff --format markdown "$folder/before/articles"
    echo
} >>"$summary"
((checked == 0)) || exit "$checked"

ciie build --docs "$docs" --site "$folder/site"
exit "$guarded"
