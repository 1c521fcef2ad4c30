#!/usr/bin/env bash
# Says whether a pull request changes records and vocabulary alone, and nothing but plain files with plain names.
#
# Usage: guard_paths.sh BASE HEAD, in a clone that has both commits.
# Exit status: 0 records and vocabulary alone, 1 refused, 3 other files as well, which need a maintainer, 4 only others.
set -euo pipefail
export LC_ALL=C

base=$1
head=$2
summary=${GITHUB_STEP_SUMMARY:-/dev/null}
changes=$(mktemp)
trap 'rm -f "$changes"' EXIT

# A name or a mode that a checkout, a shell or a site could stumble over never reaches them: git's list is read
# by its NULs, and a name is only ever printed as %q writes it, on one line and without control characters.
git diff --raw -z --no-renames --no-abbrev --no-ext-diff "$base...$head" -- >"$changes"

annotate() {
    local shown
    printf -v shown '%q' "$2"
    printf '::error title=%s::%s %s\n' "$1" "${shown//%/%25}" "$3"
}

refused=0
outside=()
inside=0
while IFS= read -r -d '' described && IFS= read -r -d '' path; do
    read -r _ mode _ <<<"$described"
    if [[ $path != articles/* ]]; then
        outside+=("$path")
        continue
    fi
    inside=$((inside + 1))
    if [[ ! $path =~ ^articles/([A-Za-z0-9_-]+/)*[A-Za-z0-9_-][A-Za-z0-9._-]*$ ]]; then
        refused=$((refused + 1))
        annotate 'file name' "$path" 'has a name that is not allowed. Use small letters, digits and hyphens.'
    elif [[ $mode != 100644 && $mode != 000000 ]]; then
        refused=$((refused + 1))
        annotate 'not a plain file' "$path" "is a link, a submodule or a program. Put the file itself in its place."
    fi
done <"$changes"

if ((refused)); then
    printf 'Files that are refused: %d. Their names stand among the annotations.\n\n' "$refused" >>"$summary"
    exit 1
fi
if ((${#outside[@]} && !inside)); then
    printf 'No record or vocabulary changes, so there is nothing to check here.\n\n' >>"$summary"
    exit 4
fi
if ((${#outside[@]})); then
    for path in "${outside[@]}"; do
        annotate 'needs a maintainer' "$path" 'is outside articles/. Put the records in a pull request of their own.'
    done
    printf 'Files outside `articles/`: %d. A maintainer has to look at them; records go in alone.\n\n' "${#outside[@]}" >>"$summary"
    exit 3
fi
