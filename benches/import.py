#!/usr/bin/env python3
"""How long the import takes beside the same job in Polars, DuckDB and R data.table, each as a whole process.

    cargo build --release
    python3 -m venv /tmp/bench && /tmp/bench/bin/pip install polars duckdb
    apt-get install r-base-core r-cran-data.table          (or install.packages("data.table"))
    /tmp/bench/bin/python benches/import.py

    --data FOLDER   where unga/UNVotes_s01-75_long.csv and its companions are; ../shared/data where left out
    --runs N        how often each is run, in turns; 9 where left out
    --rows N        about how many rows the made file has; 914000 where left out, which makes 350 MB
    --only JOB      unga, undl or second

What is not installed is left out, and said. The three jobs:

unga    Read 1,234,172 votes of the General Assembly and their resolutions, count each roll call and compare the count with
        the published totals. 5,921 agree and 378 differ, or the script stops.
undl    The same of a file of 350 MB in the layout of the UN Digital Library, which is made here, the same every time: 914,000
        rows of 20 columns, titles in quotation marks, totals as 120.0, one resolution in a hundred with a total that is off
        by one. The others read the seven columns that the job needs; Plenary keeps all of them. "all columns" is Polars
        and data.table reading the whole table, as one does to go on working with it.
second  Open the same files once more for a search: the cache answers.

A time is that of the whole process, from its start to its end; "inside" is what the script of a rival takes once its
libraries are loaded. Memory is the peak of the process.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "target" / "release" / "plenary"

POLARS_UNGA = """
import time, sys
import polars as pl
start = time.perf_counter()
votes = pl.read_csv(sys.argv[1], schema_overrides={"rcid": pl.Int32, "ccode": pl.Int16, "session": pl.Int16, "vote": pl.Int8})
published = pl.read_csv(sys.argv[2], null_values=["NA"], columns=["rcid", "yes", "no", "abstain"])
counted = votes.group_by("rcid").agg(
    (pl.col("vote") == 1).sum().alias("y"), (pl.col("vote") == 3).sum().alias("n"), (pl.col("vote") == 2).sum().alias("a"))
both = published.fill_null(0).join(counted, on="rcid")
agree = both.filter((pl.col("yes") == pl.col("y")) & (pl.col("no") == pl.col("n")) & (pl.col("abstain") == pl.col("a"))).height
print(both.height, votes.height, agree, both.height - agree, time.perf_counter() - start)
"""

DUCKDB_UNGA = """
import time, sys
import duckdb
start = time.perf_counter()
row = duckdb.sql(f'''
    with votes as (select * from read_csv('{sys.argv[1]}')),
    counted as (select rcid, count(*) rows, count(*) filter (vote = 1) y, count(*) filter (vote = 3) n,
                count(*) filter (vote = 2) a from votes group by rcid),
    published as (select rcid, coalesce(yes, 0) yes, coalesce(no, 0) no, coalesce(abstain, 0) abstain
                  from read_csv('{sys.argv[2]}', nullstr='NA')),
    both_ as (select rows, yes = y and no = n and abstain = a same from counted join published using (rcid))
    select count(*), sum(rows), count(*) filter (same), count(*) filter (not same) from both_''').fetchall()[0]
print(*row, time.perf_counter() - start)
"""

R_UNGA = """
suppressPackageStartupMessages(library(data.table))
args <- commandArgs(trailingOnly = TRUE)
start <- proc.time()[["elapsed"]]
votes <- fread(args[1])
published <- fread(args[2], select = c("rcid", "yes", "no", "abstain"), na.strings = c("NA", ""))
setnafill(published, fill = 0)
counted <- votes[, .(y = sum(vote == 1L), n = sum(vote == 3L), a = sum(vote == 2L)), by = rcid]
both <- published[counted, on = "rcid", nomatch = NULL]
agree <- both[yes == y & no == n & abstain == a, .N]
cat(nrow(both), nrow(votes), agree, nrow(both) - agree, proc.time()[["elapsed"]] - start)
"""

POLARS_UNDL = """
import time, sys
import polars as pl
start = time.perf_counter()
keys = ["undl_id", "ms_code", "ms_vote", "total_yes", "total_no", "total_abstentions", "total_non_voting"]
if sys.argv[2] == "all":
    table = pl.read_csv(sys.argv[1], infer_schema_length=10000).lazy()
else:
    table = pl.scan_csv(sys.argv[1], infer_schema_length=10000).select(keys)
vote = pl.col("ms_vote")
counted = table.group_by("undl_id").agg(
    pl.len().alias("rows"), (vote == "Y").sum().alias("y"), (vote == "N").sum().alias("n"), (vote == "A").sum().alias("a"),
    (vote == "X").sum().alias("x"), *[pl.col(key).first() for key in keys[3:]]).collect()
agree = counted.filter((pl.col("y") == pl.col("total_yes")) & (pl.col("n") == pl.col("total_no"))
    & (pl.col("a") == pl.col("total_abstentions")) & (pl.col("x") == pl.col("total_non_voting"))).height
print(counted.height, counted["rows"].sum(), agree, counted.height - agree, time.perf_counter() - start)
"""

DUCKDB_UNDL = """
import time, sys
import duckdb
start = time.perf_counter()
row = duckdb.sql(f'''
    with counted as (select undl_id, count(*) rows, count(*) filter (ms_vote = 'Y') y, count(*) filter (ms_vote = 'N') n,
        count(*) filter (ms_vote = 'A') a, count(*) filter (ms_vote = 'X') x, any_value(total_yes) ty, any_value(total_no) tn,
        any_value(total_abstentions) ta, any_value(total_non_voting) tx from read_csv('{sys.argv[1]}') group by undl_id),
    told as (select rows, y = ty and n = tn and a = ta and x = tx same from counted)
    select count(*), sum(rows), count(*) filter (same), count(*) filter (not same) from told''').fetchall()[0]
print(*row, time.perf_counter() - start)
"""

R_UNDL = """
suppressPackageStartupMessages(library(data.table))
args <- commandArgs(trailingOnly = TRUE)
start <- proc.time()[["elapsed"]]
keys <- c("undl_id", "ms_code", "ms_vote", "total_yes", "total_no", "total_abstentions", "total_non_voting")
votes <- if (args[2] == "all") fread(args[1]) else fread(args[1], select = keys)
counted <- votes[, .(rows = .N, y = sum(ms_vote == "Y"), n = sum(ms_vote == "N"), a = sum(ms_vote == "A"),
    x = sum(ms_vote == "X"), ty = total_yes[1], tn = total_no[1], ta = total_abstentions[1], tx = total_non_voting[1]),
    by = undl_id]
agree <- counted[y == ty & n == tn & a == ta & x == tx, .N]
cat(nrow(counted), sum(counted$rows), agree, nrow(counted) - agree, proc.time()[["elapsed"]] - start)
"""

WORDS = (
    "the of and to peace security international cooperation development rights human question situation report "
    "implementation nuclear weapons disarmament convention treaty territories occupied assistance refugees economic social "
    "measures declaration principles sovereignty prohibition production stockpiling verification zone region Africa Middle "
    "East Pacific programme budget biennium financing forces observer mission sustainable climate oceans law trade"
).split()


def made_file(path, rows, members):
    """Votes in the layout of the UN Digital Library, the same for the same number of rows. Gives what must come of it:
    resolutions, rows, totals that agree and that differ."""
    lots = random.Random(1)
    header = (
        "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,agenda_title,subjects,"
        "vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link\n"
    )
    written = resolutions = differ = 0
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(header)
        while written < rows:
            share = written / rows
            year, sits = 1946 + int(79 * share), min(len(members), 51 + int((len(members) - 51) * 1.4 * share))
            undl_id, session = 600000 + 7 * resolutions, 1 + int(79 * share)
            title = " ".join(lots.choices(WORDS, k=12)).capitalize()
            title = f'"{title}, {lots.choice(WORDS)} : resolution / adopted by the General Assembly"'
            agenda = " ".join(lots.choices(WORDS, k=6)).upper() if resolutions % 75 else ""
            subjects = "--".join(lots.choices(WORDS, k=3)).upper() if resolutions % 4 else ""
            votes = lots.choices("YNAX", weights=[70, 8, 14, 8], k=sits)
            counts = {vote: votes.count(vote) for vote in "YNAX"}
            if resolutions % 100 == 99:
                counts["Y"] += 1
                differ += 1
            day = f"{year}-{1 + resolutions % 12:02}-{1 + resolutions % 28:02}"
            number = resolutions % 250 + 1
            before = (
                f"{day},{session},A/RES/{session}/{number},A/{session}/L.{number},A/{session}/{400 + number % 90},"
                f"A/{session}/PV.{number},{title},{agenda},{subjects},,"
            )
            after = ",".join(f"{counts[vote]}.0" for vote in "YNAX")
            after = f"{before}{after},{sits}.0,https://digitallibrary.un.org/record/{undl_id}\n"
            lines = (f"{undl_id},{code},{name},{vote},{after}" for (code, name), vote in zip(members, votes))
            file.write("".join(lines))
            written += sits
            resolutions += 1
    return resolutions, written, resolutions - differ, differ


def members_of(data):
    """Codes and names as the library writes them."""
    import csv

    with open(data / "unga" / "members_codes.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = {row["iso3"]: row["cow_name"].upper() for row in rows if len(row["iso3"]) == 3 and "," not in row["cow_name"]}
    return list(found.items())[:193]


class Run:
    """A process that has ended."""

    def __init__(self, command, env):
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            start = time.perf_counter()
            child = subprocess.Popen(command, stdout=out, stderr=err, env=env)
            _, status, usage = os.wait4(child.pid, 0)
            self.seconds = time.perf_counter() - start
            child.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            err.seek(0)
            self.text = out.read().decode()
            if child.returncode != 0:
                raise SystemExit(f"{' '.join(map(str, command))[:200]}\nended with {child.returncode}: {err.read().decode()}")
        # Kilobytes on Linux, bytes on macOS.
        self.memory = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def counts_of(run):
    """What a tool found, and what it took inside its process, where it says so."""
    if run.text.lstrip().startswith("{"):
        found = json.loads(run.text)
        totals = found["totals"]
        return (found["roll_calls"], found["votes"], totals["agree"], totals["differ"]), None
    *counts, inside = run.text.split()
    return tuple(int(count) for count in counts), float(inside)


def race(title, tools, expected, runs, env):
    """Runs the tools in turns and prints how long they took."""
    times = {name: [] for name in tools}
    inside = {name: [] for name in tools}
    memory = {name: 0 for name in tools}
    for turn in range(runs + 1):
        for name, command in tools.items():
            run = Run(command, env)
            counts, own = counts_of(run)
            if counts != expected:
                raise SystemExit(f"{name} finds {counts} and not {expected}")
            # The first turn brings files and libraries into memory.
            if turn > 0:
                times[name].append(run.seconds)
                inside[name].append(own)
                memory[name] = max(memory[name], run.memory)
    print(f"\n{title}\n")
    print("| | min | median | max | inside | memory | beside Plenary |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    best = statistics.median(times["Plenary"])
    for name, seconds in times.items():
        middle = statistics.median(seconds)
        own = "–" if inside[name][0] is None else f"{statistics.median(inside[name]):.3f} s"
        print(
            f"| {name} | {min(seconds):.3f} s | {middle:.3f} s | {max(seconds):.3f} s | {own} | "
            f"{memory[name] / 1e6:.0f} MB | {middle / best:.1f} |",
            flush=True,
        )


def rivals(polars, duckdb, r, files, folder):
    """The commands of those that are installed; `all` stands for a run with all columns."""

    def has(module):
        return subprocess.run([sys.executable, "-c", f"import {module}"], capture_output=True, check=False).returncode == 0

    found = {}
    scripts = [("Polars", polars), ("DuckDB", duckdb)]
    for name, script in scripts:
        if has(name.lower()):
            for words, more in files:
                if name == "Polars" or not words:
                    found[name + words] = [sys.executable, "-c", script, *more]
        else:
            print(f"{name} is not installed for {sys.executable}: left out", file=sys.stderr)
    test = ["Rscript", "-e", "library(data.table)"]
    if shutil.which("Rscript") and subprocess.run(test, capture_output=True, check=False).returncode == 0:
        path = Path(folder) / f"job{len(r)}.R"
        path.write_text(r, encoding="utf-8")
        for words, more in files:
            found["data.table" + words] = ["Rscript", "--vanilla", str(path), *more]
    else:
        print("R with data.table is not installed: left out", file=sys.stderr)
    return found


def second(files, folder, runs):
    """The first and the second opening for a search."""
    cold, warm = [], []
    for turn in range(runs):
        cache = Path(folder) / f"cache{turn}"
        env = dict(os.environ, XDG_CACHE_HOME=str(cache))
        command = [str(PROGRAM), "history", *map(str, files), "--search", "nuclear weapons"]
        first, again = Run(command, env), Run(command, env)
        if first.text != again.text or first.text.count("\n") < 2:
            raise SystemExit("the cache gives another answer than the files")
        cold.append(first.seconds)
        warm.append(again.seconds)
        shutil.rmtree(cache, ignore_errors=True)
    for name, seconds in [("first", cold), ("second", warm)]:
        told = [f"{value * 1e3:.0f} ms" for value in (min(seconds), statistics.median(seconds), max(seconds))]
        print(f"| {files[0].name}, {name} | {' | '.join(told)} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--rows", type=int, default=914_000)
    parser.add_argument("--only", choices=["unga", "undl", "second"])
    args = parser.parse_args()
    if not PROGRAM.exists():
        raise SystemExit(f"{PROGRAM} is missing: cargo build --release")
    votes = args.data / "unga" / "UNVotes_s01-75_long.csv"
    resolutions = args.data / "unga" / "UNVotes_s01-75_resolutions.csv"
    if not votes.exists():
        raise SystemExit(f"{votes} is missing; say where the data is with --data")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {args.runs} runs in turns after one that is not counted")
    wanted = lambda job: args.only in (None, job)
    with tempfile.TemporaryDirectory(prefix="plenary-bench-") as folder:
        env = dict(os.environ, XDG_CACHE_HOME=str(Path(folder) / "cache"))
        ours = lambda *files: {"Plenary": [str(PROGRAM), "import", *map(str, files), "--format", "json"]}
        if wanted("unga"):
            tools = rivals(POLARS_UNGA, DUCKDB_UNGA, R_UNGA, [("", [str(votes), str(resolutions)])], folder)
            title = f"UNGA, {votes.stat().st_size / 1e6:.1f} MB, 1,234,172 votes, 6,299 roll calls, totals compared:"
            race(title, ours(votes, resolutions) | tools, (6299, 1_234_172, 5921, 378), args.runs, env)
        made = Path(folder) / "ga_voting.csv"
        if wanted("undl") or wanted("second"):
            expected = made_file(made, args.rows, members_of(args.data))
        if wanted("undl"):
            files = [("", [str(made), "some"]), (", all columns", [str(made), "all"])]
            tools = rivals(POLARS_UNDL, DUCKDB_UNDL, R_UNDL, files, folder)
            title = f"UNDL layout, {made.stat().st_size / 1e6:.0f} MB, {expected[1]:,} rows, {expected[0]:,} resolutions:"
            race(title, ours(made) | tools, expected, args.runs, env)
        if wanted("second"):
            print("\nOpening for a search, whole process:\n\n| | min | median | max |\n|---|---:|---:|---:|")
            second([votes, resolutions], folder, args.runs)
            second([made], folder, min(args.runs, 3))


if __name__ == "__main__":
    main()
