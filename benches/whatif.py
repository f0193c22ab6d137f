#!/usr/bin/env python3
"""What a vote of 193 members hangs on: the same jobs in numpy as in benches/whatif.rs, and both times side by side.

    python3 benches/whatif.py            both, which builds the program's bench first
    python3 benches/whatif.py --numpy    numpy alone
"""

import math
import re
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

SEATS = 193


def odds():
    """Chances of Yes, No, Abstain and Absent, as in whatif.rs."""
    seat = np.arange(SEATS)
    yes = 0.30 + 0.40 * (seat * 37 % SEATS) / SEATS
    absent = 0.02 + 0.08 * (seat * 53 % SEATS) / SEATS
    rest = 1.0 - yes - absent
    return np.stack([yes, 0.6 * rest, 0.4 * rest, absent], axis=1)


def adopted(yes, no):
    """Two-thirds of those present and voting; the quorum is not in doubt here."""
    return (yes >= 2 * no) & (yes > 0)


def exact(chances):
    """The chance of each pair of counts, member after member, and the chance of adoption."""
    table = np.zeros((SEATS + 1, SEATS + 1))
    table[0, 0] = 1.0
    for yes, no, abstain, absent in chances:
        after = (abstain + absent) * table
        after[1:, :] += yes * table[:-1, :]
        after[:, 1:] += no * table[:, :-1]
        table = after
    counts = np.arange(SEATS + 1)
    met = adopted(counts[:, None], counts[None, :])
    by_yes = np.stack([(table * met).sum(axis=1), (table * ~met).sum(axis=1)])
    return by_yes[0].sum(), by_yes


def pivots(chances):
    """What each member's Yes in place of its No does to the chance of adoption: from the first member and from the last,
    the chance of each number of Yes less twice the No."""
    low, width = 2 * SEATS, 3 * SEATS + 1

    def add(line, yes, no, other):
        after = other * line
        after[1:] += yes * line[:-1]
        after[:-2] += no * line[2:]
        return after

    before = np.zeros((SEATS + 1, width))
    behind = np.zeros((SEATS + 1, width))
    before[0, low] = behind[SEATS, low] = 1.0
    others = chances[:, 2] + chances[:, 3]
    for seat in range(SEATS):
        before[seat + 1] = add(before[seat], chances[seat, 0], chances[seat, 1], others[seat])
    for seat in reversed(range(SEATS)):
        behind[seat] = add(behind[seat + 1], chances[seat, 0], chances[seat, 1], others[seat])
    found = np.empty(SEATS)
    sums = np.arange(width) - low
    for seat in range(SEATS):
        # The chance that what comes behind is at least so much; beyond the table it is nothing or all.
        tail = np.concatenate([behind[seat + 1][::-1].cumsum()[::-1], np.zeros(width)])
        at_least = lambda worth: tail[np.clip(low - sums - worth, 0, 2 * width - 1)]
        found[seat] = (before[seat] * (at_least(1) - at_least(-2))).sum()
    return found


def normal_quantile(p):
    """The inverse of the normal distribution, by bisection on erf; only a few hundred are needed."""
    low, high = -9.0, 9.0
    for _ in range(80):
        middle = (low + high) / 2.0
        if 0.5 * math.erfc(-middle / math.sqrt(2.0)) < p:
            low = middle
        else:
            high = middle
    return (low + high) / 2.0


def draws(chances, number, seed=1):
    """Gaussian copula: a tenth of the variance is common to all, three tenths to each of five blocs."""
    lots = np.random.default_rng(seed)
    bloc = np.arange(SEATS) % 6 - 1
    pull_all = math.sqrt(0.1)
    pull_bloc = np.where(bloc >= 0, math.sqrt(0.3), 0.0).astype(np.float32)
    own = np.where(bloc >= 0, math.sqrt(0.6), math.sqrt(0.9)).astype(np.float32)
    # From the top: Yes, Abstain, Absent, No.
    above_yes = np.array([-normal_quantile(p) for p in chances[:, 0]], dtype=np.float32)
    below_no = np.array([normal_quantile(p) for p in chances[:, 1]], dtype=np.float32)
    hits = 0
    piece = 20_000
    for start in range(0, number, piece):
        size = min(piece, number - start)
        common = lots.standard_normal((size, 1), dtype=np.float32)
        blocs = lots.standard_normal((size, 5), dtype=np.float32)
        lean = lots.standard_normal((size, SEATS), dtype=np.float32)
        lean *= own
        lean += pull_all * common
        lean += pull_bloc * blocs[:, bloc]
        yes = (lean > above_yes).sum(axis=1)
        no = (lean < below_no).sum(axis=1)
        hits += int(adopted(yes, no).sum())
    return hits / number


def smallest_sets():
    """The least number of each kind of move that sinks 93-18-65 under two-thirds, counted up one by one; without who they
    are, without costs or vetoes, and without a proof for mixes."""
    votes = np.repeat([0, 1, 2, 3], [93, 18, 65, 17])
    found = []
    for source, target in [(0, 1), (2, 1), (0, 2), (3, 1)]:
        movable = np.flatnonzero(votes == source)
        for number in range(len(movable) + 1):
            moved = votes.copy()
            moved[movable[:number]] = target
            counts = np.bincount(moved, minlength=4)
            if not adopted(counts[0], counts[1]) or counts[:3].sum() < 97:
                found.append(number)
                break
        else:
            found.append(None)
    return found


def tree_of_twelve():
    """The tallies of the 4,096 texts of twelve amendments, each of which moves a group of those in favour."""
    lots = np.random.default_rng(1)
    votes = np.repeat([0, 1, 2, 3], [93, 18, 65, 17])
    groups = lots.random((12, SEATS)) < 0.2
    outcomes = np.empty(4096, dtype=bool)
    for mask in range(4096):
        now = votes.copy()
        for n in range(12):
            if mask >> n & 1:
                now[groups[n] & (now == 0)] = 1 if n % 3 == 0 else 2
        outcomes[mask] = adopted((now == 0).sum(), (now == 1).sum())
    return outcomes


def best(times, job):
    """The result, and the shortest time in seconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        result = job()
        taken.append(time.perf_counter() - start)
    return result, min(taken)


def told(seconds):
    return f"{seconds * 1e3:10.2f} ms"


def ours():
    """The fastest time of each job of whatif.rs, from divan's table."""
    root = Path(__file__).resolve().parent.parent
    command = ["cargo", "bench", "--locked", "--bench", "whatif"]
    out = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
    units = {"ns": 1e-9, "µs": 1e-6, "ms": 1e-3, "s": 1.0}
    row = re.compile(r"[├╰]─ (\w+)\s+([\d.]+) (ns|µs|ms|s)\s")
    return {name: float(number) * units[unit] for name, number, unit in row.findall(out)}


def main():
    chances = odds()
    (chance, _), exact_time = best(20, lambda: exact(chances))
    gains, pivots_time = best(5, lambda: pivots(chances))
    share, draws_time = best(2, lambda: draws(chances, 1_000_000))
    _, sets_time = best(5, smallest_sets)
    _, tree_time = best(2, tree_of_twelve)
    mine = {} if "--numpy" in sys.argv else ours()
    rows = [
        ("smallest_sets", "smallest sets of moves", sets_time),
        ("tree_of_twelve", "tree of twelve amendments", tree_time),
        ("exact_chance", "exact chance, 193 members", exact_time),
        ("pivots_of_all", "what each of the 193 votes does", pivots_time),
        ("million_correlated_draws", "a million correlated draws", draws_time),
    ]
    print(f"{'job':34}{'numpy':>13}{'Plenary':>13}")
    for name, words, seconds in rows:
        here = told(mine[name]) if name in mine else "-"
        print(f"{words:34}{told(seconds):>13}{here:>13}")
    print(f"numpy: adopted with a chance of {chance:.6f}, of draws {share:.4f}; the first member decides {gains[0]:.6f}")


if __name__ == "__main__":
    main()
