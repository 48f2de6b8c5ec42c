#!/usr/bin/env python3
"""The whole way under Spark: articles to corroborations, each stage a pipe through the example `stage`.

    spark-submit examples/spark/count.py --stage target/release/examples/stage --folder /shared/run \\
        --out counted.jsonl --parts 12 [--claims 'claims-*.jsonl'] ['news-*.jsonl']

All executors must see the program and the folder under the same paths. Spark only moves lines: by the key that stands before the tab. What has to
be known of the whole corpus is summed in parts, merged here on the driver, and lies in the folder for the next stage. The answer is that of
`stage corroborate`, byte for byte, where each article and each claim has an id of its own; README.md in this folder says what may differ.
"""
import argparse
import os
import shlex
import subprocess
import sys
import time

from pyspark import SparkContext, StorageLevel


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="*", help="articles as JSON Lines")
    parser.add_argument("--claims", action="append", default=[], help="claims of any extractor, as JSON Lines; may be repeated")
    parser.add_argument("--stage", required=True, help="the program")
    parser.add_argument("--folder", required=True, help="a folder that all executors see")
    parser.add_argument("--out", required=True, help="where the corroborations are written")
    parser.add_argument("--parts", type=int, default=12, help="among how many tasks the work is cut; some for each core")
    parser.add_argument("--option", action="append", default=[], help="an option for every stage, such as --option=--places=towns.tsv")
    own = parser.parse_args()

    sc = SparkContext(appName="corroborate")
    sc.setLogLevel("ERROR")
    os.makedirs(own.folder, exist_ok=True)
    path = lambda name: os.path.join(os.path.abspath(own.folder), name)
    begin = time.time()

    def command(name, **files):
        options = [f"--{option}={value}" for option, value in files.items()]
        return [os.path.abspath(own.stage), name, "--threads=1", *options, *own.option]

    def pipe(lines, name, **files):
        return lines.pipe(shlex.join(command(name, **files)), checkCode=True)

    def here(lines, name, out, **files):
        """A stage that is not shared, on the driver: what it is given is small beside the corpus."""
        with open(path(out), "w", encoding="utf-8") as file:
            process = subprocess.Popen(command(name, **files), stdin=subprocess.PIPE, stdout=file, encoding="utf-8")
            for line in lines:
                process.stdin.write(line + "\n")
            process.stdin.close()
            if process.wait() != 0:
                sys.exit(f"{name} failed")
        return path(out)

    def together(lines):
        """Brings all lines of one key into one task."""
        return lines.map(lambda line: (line.split("\t", 1)[0], line)).partitionBy(own.parts).values()

    def kept(lines):
        # What is on the disk of an executor that is lost is made again from what it came of.
        return lines.persist(StorageLevel.DISK_ONLY)

    def told(what):
        print(f"{time.time() - begin:8.1f} s  {what}", file=sys.stderr, flush=True)

    empty = sc.parallelize([], 1)
    read = lambda patterns: sc.union([sc.textFile(p, minPartitions=own.parts) for p in patterns]) if patterns else empty
    readings = kept(sc.union([pipe(read(own.documents), "read"), read(own.claims)]))
    copies = here(readings.filter(lambda line: '"fingerprint":' in line).toLocalIterator(), "copies", "copies.jsonl")
    told("read, and copies found")

    # An article must be in one part when values are counted: claims that came without one are brought together by it.
    bare = kept(pipe(readings, "bare", copies=copies))
    statistics = by_article(bare, own.parts)
    sums = here(pipe(statistics, "statistics").toLocalIterator(), "sum", "sums-statistics.jsonl")
    told("statistics of the whole corpus")

    shared = kept(together(pipe(bare, "share", parts=own.parts, sums=sums)))
    crowded = pipe(shared, "crowded", parts=own.parts, sums=sums).collect()
    sums = here(open(sums, encoding="utf-8").read().splitlines() + crowded, "sum", "sums-crowded.jsonl")
    scored = kept(pipe(shared, "pairs", parts=own.parts, sums=sums))
    # Few pairs may be found by several parts; only they need to be looked through.
    again = lambda line: line.endswith('"again":true}')
    pairs = kept(sc.union([scored.filter(lambda line: not again(line)), scored.filter(again).distinct(own.parts)]))
    evidence = pipe(pairs, "evidence").collect()
    sums = here(open(sums, encoding="utf-8").read().splitlines() + evidence, "sum", "sums.jsonl")
    told("pairs scored")

    sets = here(pipe(pairs, "forest", sums=sums).toLocalIterator(), "merge", "sets.jsonl")
    told("forests merged")

    components = together(pipe(sc.union([bare, pairs]), "label", sets=sets))
    clusters = path("clusters.jsonl")
    with open(clusters, "w", encoding="utf-8") as file:
        for line in pipe(components, "partition", sums=sums).toLocalIterator():
            file.write(line + "\n")
    told("components clustered")

    members = together(pipe(readings, "place", sets=clusters, copies=copies))
    counted = pipe(members, "sources")
    with open(own.out, "w", encoding="utf-8") as file:
        for line in counted.map(lambda line: (rank(line), line)).sortByKey(numPartitions=own.parts).values().toLocalIterator():
            file.write(line + "\n")
    told("sources counted")
    sc.stop()


def by_article(claims, parts):
    import json

    return claims.map(lambda line: (json.loads(line)["doc"], line)).partitionBy(parts).values()


def rank(line):
    """The order of a report: most independent sources first, then by id."""
    import json

    one = json.loads(line)
    return -one["independent"]["best"], -one["independent"]["lower"], -one["articles"], one["id"]


if __name__ == "__main__":
    main()
