#!/usr/bin/env bash
# Says whether a built site can be published: plain files and folders alone, a home page, and not too large.
#
# Usage: check_artifact.sh SITE. GitHub Pages takes at most 1 GB and no links.
set -euo pipefail

site=$1
limit_kib=$((900 * 1024))

[[ -f $site/index.html && -f $site/search/index.html ]] || { echo "$site is no finished site" >&2; exit 1; }
odd=$(find "$site" ! -type f ! -type d -print -quit)
[[ -z $odd ]] || { printf '%q is neither a file nor a folder\n' "$odd" >&2; exit 1; }
many=$(find "$site" -type f -links +1 -print -quit)
[[ -z $many ]] || { printf '%q has more than one name\n' "$many" >&2; exit 1; }
size_kib=$(du -sk --apparent-size -- "$site" | cut -f1)
((size_kib <= limit_kib)) || { echo "$site has $size_kib KiB; $limit_kib are allowed" >&2; exit 1; }
echo "$site can be published: $size_kib KiB"
