"""The same jobs with what people use today: numpy for agreement, matplotlib for a chart as SVG.

Run: python3 benches/compare.py DOSSIER.plenary   (write one with: plenary demo --out DOSSIER.plenary)
Prints medians in milliseconds. Needs numpy and matplotlib.
"""
import io
import json
import statistics
import sys
import time

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt
import numpy as np


def median(job, runs=20):
    job()
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        job()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


dossier = json.load(open(sys.argv[1], encoding="utf-8"))["dossier"]
calls = [t["record"]["votes"] for t in dossier["texts"] if t["body"] == "UNGA" and t["record"].get("roll_call")]
members = sorted(calls and {code for kinds in calls for codes in kinds.values() for code in codes.split()})
row = {code: n for n, code in enumerate(members)}
votes = np.zeros((len(members), len(calls)), dtype=np.int8)
for column, kinds in enumerate(calls):
    for value, kind in enumerate(("yes", "no", "abstain"), start=1):
        for code in kinds.get(kind, "").split():
            votes[row[code], column] = value


def agreement():
    cast = (votes > 0).astype(np.float32)
    shared = cast @ cast.T
    alike = sum((votes == v).astype(np.float32) @ (votes == v).astype(np.float32).T for v in (1, 2, 3))
    return np.divide(alike, shared, out=np.full_like(alike, np.nan), where=shared > 0)


def chamber():
    figure, axes = plt.subplots(figsize=(10, 6.4))
    for n, code in enumerate(members[:193]):
        angle, radius = np.pi * (n % 24) / 23, 0.4 + 0.07 * (n // 24)
        x, y = -radius * np.cos(angle), radius * np.sin(angle)
        axes.add_patch(plt.Circle((x, y), 0.025))
        axes.text(x, y, code, ha="center", va="center", fontsize=5)
    axes.set_axis_off()
    axes.set_xlim(-1.1, 1.1)
    axes.set_ylim(-0.1, 1.1)
    buffer = io.BytesIO()
    figure.savefig(buffer, format="svg")
    plt.close(figure)


print(f"numpy: agreement of {len(members)} members in {len(calls)} roll calls: {median(agreement):.2f} ms")
print(f"matplotlib: 193 seats with their codes as SVG: {median(chamber, 5):.0f} ms")
