#!/usr/bin/env bash
# Puts the draft of a suggested article on a branch of its own and says in its issue what is left to do.
#
# Usage: propose_draft.sh FOLDER NUMBER, where FOLDER has comment.md and perhaps draft.md and path.txt, and NUMBER is the
# issue's. Needs `gh`, and GH_TOKEN with the rights to write contents and issues.
set -euo pipefail

folder=$1
number=$2
[[ $number =~ ^[0-9]+$ ]]

if [[ -f $folder/path.txt ]]; then
    path=$(head -n 1 "$folder/path.txt")
    # The program names its drafts so; anything else is none of its drafts.
    [[ $path =~ ^articles/([0-9]{4}|undated)/[a-z0-9-]+\.md$ ]]
    branch=suggestion-$number
    main=$(gh api 'repos/{owner}/{repo}' --jq .default_branch)
    commit=$(gh api "repos/{owner}/{repo}/git/ref/heads/$main" --jq .object.sha)
    gh api 'repos/{owner}/{repo}/git/refs' -f ref="refs/heads/$branch" -f sha="$commit" --silent
    base64 -w 0 "$folder/draft.md" >"$folder/content.txt"
    gh api --method PUT "repos/{owner}/{repo}/contents/$path" -f branch="$branch" \
        -f message="article: draft of suggestion $number" -F content=@"$folder/content.txt" --silent
    printf '\nBranch: %s\n' "$branch" >>"$folder/comment.md"
fi
gh issue comment "$number" --body-file "$folder/comment.md"
