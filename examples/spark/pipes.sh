#!/usr/bin/env bash
# The whole way in parts, with plain pipes: what examples/spark/count.py does on a cluster, on one machine with `sort`.
#
# usage: pipes.sh STAGE PARTS FOLDER [option of stage …] < documents.jsonl > corroborations.jsonl
#   STAGE    the program: target/release/examples/stage
#   PARTS    among how many processes pairs are compared, one after another here
#   FOLDER   for what stands between two stages; claims of other extractors are taken from FOLDER/claims.jsonl if it is there
# The answer is that of `stage corroborate`, byte for byte, where each article and each claim has an id of its own.
set -euo pipefail
stage=$1 parts=$2 folder=$3
shift 3
export LC_ALL=C
tab=$'\t'
run() { "$stage" "$@" "${options[@]}"; }
options=("$@")
mkdir -p "$folder"
cd "$folder"
touch claims.jsonl

# An article to its claims, and to the hashed shingles of its text; one article after another, so it can be cut anywhere.
run read > readings.jsonl
cat claims.jsonl >> readings.jsonl
# Passages that were copied. A copied claim is counted, but it is no evidence for what hangs together.
run copies < readings.jsonl > copies.jsonl
run bare --copies copies.jsonl < readings.jsonl > bare.jsonl

# How common each value is in the whole corpus: everybody who compares needs it.
run statistics < bare.jsonl > sums-statistics.jsonl

# Each claim to the parts that compare it; each part compares what has a key in it.
run share --parts "$parts" --sums sums-statistics.jsonl < bare.jsonl | sort -s -t "$tab" -k 1,1 > shared.tsv
run crowded --parts "$parts" --sums sums-statistics.jsonl < shared.tsv > sums-crowded.jsonl
cat sums-statistics.jsonl sums-crowded.jsonl > sums.jsonl
run pairs --parts "$parts" --sums sums.jsonl < shared.tsv | sort -u > pairs.jsonl

# The prior is known when the evidence of all pairs is. Then it is known which claims hang together.
run evidence < pairs.jsonl >> sums.jsonl
run forest --sums sums.jsonl < pairs.jsonl > sets.jsonl

# Claims and pairs of one component come together, and are clustered without the others.
cat bare.jsonl pairs.jsonl | run label --sets sets.jsonl | sort -s -t "$tab" -k 1,1 > components.tsv
run partition --sums sums.jsonl < components.tsv > clusters.jsonl

# Claims of one cluster come together, copied ones with their originals, and are counted.
run place --sets clusters.jsonl --copies copies.jsonl < readings.jsonl | sort -s -t "$tab" -k 1,1 > members.tsv
run sources < members.tsv > counted.jsonl
run order < counted.jsonl
