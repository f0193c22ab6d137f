#!/usr/bin/env python3
"""Makes world.txt, places.csv and tiles.csv.

usage: make.py WORLD_ATLAS_FOLDER MEMBERS_CSV [OUT_FOLDER]

WORLD_ATLAS_FOLDER  the unpacked npm package "world-atlas" (holds countries-50m.json)
MEMBERS_CSV         a table of the UN members with a column iso3
OUT_FOLDER          where the three files go (default: the folder of this script)

Needs: pip install numpy shapely mapbox_earcut pycountry
"""
import csv
import heapq
import json
import math
import os
import sys

import mapbox_earcut
import numpy as np
import pycountry
from shapely.geometry import LineString, Point, Polygon, box
from shapely.ops import polylabel, unary_union
from shapely.strtree import STRtree

# --------------------------------------------------------------------------- settings

WIDTH = 20000        # grid width; the height follows from the projection
MARGIN = 120         # empty edge of the grid, so that a dot at the coast stays inside
LON0 = 11.0          # central meridian: the map is cut in the Bering Strait
CUT = LON0 - 180.0   # shapes west of this meridian move to the right edge of the map
SIMPLIFY = 55.0      # Visvalingam: corners with a triangle smaller than this go (grid units^2)
SMALL_PART = 40.0    # ... but a shape keeps corners larger than its own area / SMALL_PART
TURNS = 3            # rounds of giving more detail to borders that cross after simplifying
SPECK = 160.0        # islands smaller than this area go, unless it is all a member has
DOT_SIZE = 178.0     # land with a smaller diagonal (8 px at a map width of 900 px) gets a dot
DOT_RADIUS = 75.0
DOT_GAP = 158.0      # least distance of two dot centres (twice the radius and a little more)

# Codes of places that are no member and whose shape has no ISO number in the data
# (Kosovo, N. Cyprus, Somaliland, Siachen Glacier, ...) need no table: they get "-",
# as does every shape whose ISO number belongs to no member.

# Parts of one shape in the data that belong to another code here:
# (code in the data, code here, longitude, latitude of a point inside the part).
# Natural Earth draws Crimea de facto; here it follows General Assembly resolution 68/262.
MOVE_PARTS = [("RUS", "UKR", 34.3, 45.2)]
# Parts cut off along a parallel and joined to another shape of the data:
# (code, longitude and latitude of a corner on the parallel, name of the other shape).
# Natural Earth draws only the land east of the berm as Western Sahara; here all of it is neutral.
CUT_SOUTH = [("MAR", -8.6852, 27.6569, "W. Sahara")]

# Label places that a "most inland point of the largest part" would not give well.
LABEL_AT = {
    "RUS": (62, 61), "USA": (-98.5, 39.3), "CAN": (-106, 57.5), "NOR": (9.3, 61.3),
    "FRA": (2.5, 46.7), "CHL": (-71.2, -31.5), "IDN": (113.8, -1.0), "MYS": (102.3, 4.1),
    "VNM": (106.2, 20.9), "JPN": (138.3, 36.3), "PHL": (121.2, 16.6), "HRV": (16.2, 45.6),
    "NZL": (171.3, -43.3), "ITA": (11.2, 45.2), "GBR": (-1.6, 52.6), "KIR": (173.0, 1.4),
    "CUB": (-78.6, 21.7), "BEL": (4.4, 50.9),
    # a little aside, so that the dot does not hide a small neighbour
    "LIE": (10.5, 47.35), "LUX": (6.6, 49.75), "CHE": (7.6, 46.8),
}
# Members that the data does not draw at all.
NO_SHAPE = {"TUV": (179.2, -8.52)}
# Former members and the seat of the Republic of China: no shape of their own here.
FORMER = {"SUN": (68, 57), "CSK": (17.6, 49.3), "YUG": (19.3, 44.2),
          "DDR": (12.7, 52.3), "YMD": (48.5, 15.3), "TWN": (121.0, 23.7)}

# The tile layout, drawn by hand: one cell per member, "." is empty.
# Lower case: free cells used only by former members (ddr, ymd).
TILES = """
 .   .   .   .   .   .   .   .  ISL  .   .  NOR SWE FIN  .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
 .   .   .   .   .   .   .   .   .   .   .  DNK  .  EST LVA RUS  .   .   .   .   .   .   .   .   .   .   .   .   .   .
 .   .   .   .   .   .   .   .  IRL GBR NLD DEU ddr POL LTU BLR  .   .   .   .   .   .   .   .   .   .   .   .   .   .
 .   .   .   .   .   .   .   .   .  BEL LUX CZE SVK HUN UKR  .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
CAN  .   .   .   .   .   .   .   .  FRA CHE LIE AUT ROU MDA  .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
USA  .   .  BHS  .   .   .  PRT ESP AND MCO ITA SVN SRB BGR  .   .   .   .   .  KAZ  .   .   .   .   .   .   .   .   .
MEX  .  CUB HTI DOM  .   .   .   .   .   .  SMR HRV BIH MKD  .   .   .  GEO  .  UZB KGZ MNG PRK  .   .   .   .   .   .
GTM BLZ JAM  .  KNA ATG  .   .   .   .   .  MLT  .  MNE ALB GRC  .  TUR ARM AZE TKM TJK CHN KOR  .  JPN  .   .   .   .
SLV HND  .   .  DMA LCA  .   .   .   .   .   .   .   .   .  CYP LBN SYR IRQ IRN AFG PAK NPL BTN  .   .   .   .   .   .
 .  NIC  .   .  VCT BRB  .  CPV  .  MAR DZA TUN LBY EGY  .   .  ISR JOR KWT  .   .   .  IND BGD MMR LAO VNM  .   .   .
 .  CRI  .   .  GRD TTO  .   .  MRT MLI BFA NER TCD SDN ERI DJI  .  SAU BHR QAT ARE  .  LKA  .  THA KHM  .  PHL  .   .
 .  PAN  .   .   .   .   .  GMB SEN GIN BEN NGA CMR CAF SSD ETH  .  YEM ymd OMN  .  MDV  .   .  MYS BRN  .  PLW FSM MHL
 .  COL VEN GUY SUR  .  GNB SLE LBR CIV GHA TGO GNQ COD UGA KEN SOM  .   .   .   .   .   .   .  SGP IDN  .   .  NRU KIR
 .  ECU PER BRA  .   .   .   .   .   .   .  STP GAB COG RWA TZA  .  SYC  .   .   .   .   .   .   .   .  TLS PNG SLB TUV
 .   .  BOL PRY  .   .   .   .   .   .   .   .   .  AGO BDI MWI  .  COM  .   .   .   .   .   .   .   .  AUS  .  VUT WSM
 .  CHL ARG URY  .   .   .   .   .   .   .   .   .  NAM ZMB MOZ  .  MDG MUS  .   .   .   .   .   .   .   .   .  FJI TON
 .   .   .   .   .   .   .   .   .   .   .   .   .  BWA ZWE SWZ  .   .   .   .   .   .   .   .   .   .   .  NZL  .   .
 .   .   .   .   .   .   .   .   .   .   .   .   .   .  ZAF LSO  .   .   .   .   .   .   .   .   .   .   .   .   .   .
"""
FORMER_TILE = {"SUN": "RUS", "CSK": "CZE", "YUG": "SRB", "DDR": "ddr", "YMD": "ymd", "TWN": "CHN"}

# --------------------------------------------------------------------------- projection


def equal_earth(lon, lat):
    """Equal Earth projection (Savric, Patterson, Jenny 2018), unit sphere, y up."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    lam = np.radians(np.asarray(lon, float) - LON0)
    th = np.arcsin(math.sqrt(3) / 2 * np.sin(np.radians(np.asarray(lat, float))))
    t2 = th * th
    t6 = t2 * t2 * t2
    x = 2 * math.sqrt(3) * lam * np.cos(th) / (3 * (9 * a4 * t6 * t2 + 7 * a3 * t6 + 3 * a2 * t2 + a1))
    y = th * (a4 * t6 * t2 + a3 * t6 + a2 * t2 + a1)
    return np.stack([x, y], -1)


def area(p):
    x, y = np.asarray(p, float).T
    return 0.5 * float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))


# --------------------------------------------------------------------------- simplification


def visvalingam(p):
    """For each point the area at which it would go (inf = never)."""
    n = len(p)
    w = np.full(n, np.inf)
    if n < 3:
        return w
    prev, nxt = list(range(-1, n - 1)), list(range(1, n + 1))

    def tri(i):
        a, b, c = p[prev[i]], p[i], p[nxt[i]]
        return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2

    cur = {i: tri(i) for i in range(1, n - 1)}
    heap = [(v, i) for i, v in cur.items()]
    heapq.heapify(heap)
    top = 0.0
    while heap:
        v, i = heapq.heappop(heap)
        if cur.get(i) != v:
            continue
        top = max(top, v)
        w[i] = top
        del cur[i]
        a, b = prev[i], nxt[i]
        nxt[a], prev[b] = b, a
        for j in (a, b):
            if j in cur:
                cur[j] = tri(j)
                heapq.heappush(heap, (cur[j], j))
    return w


def clean(ring):
    """Removes repeated points and there-and-back spikes from an open integer ring."""
    r = [tuple(map(int, q)) for q in ring]
    again = True
    while again and len(r) >= 3:
        again = False
        out = []
        for q in r:
            if out and out[-1] == q:
                again = True
            elif len(out) > 1 and out[-2] == q:
                out.pop()
                again = True
            else:
                out.append(q)
        while len(out) > 1 and out[0] == out[-1]:
            out.pop()
        if len(out) >= 3 and out[-2] == out[0]:
            out.pop()
            again = True
        elif len(out) >= 3 and out[-1] == out[1]:
            out.pop(0)
            again = True
        r = out
    return r if len(r) >= 3 else []


# --------------------------------------------------------------------------- world.txt


def load(folder, members):
    topo = json.load(open(os.path.join(folder, "countries-50m.json"), encoding="utf-8"))
    sc, tr = np.array(topo["transform"]["scale"]), np.array(topo["transform"]["translate"])
    arcs = [np.cumsum(np.array(a), axis=0) * sc + tr for a in topo["arcs"]]
    parts = []  # [code, name, rings as lists of arc numbers]
    for g in topo["objects"]["countries"]["geometries"]:
        name = g["properties"]["name"]
        if name == "Antarctica":
            continue
        c = pycountry.countries.get(numeric=str(g["id"]).zfill(3)) if g.get("id") else None
        code = c.alpha_3 if c and c.alpha_3 in members else "-"
        if name == "Ashmore and Cartier Is.":
            code = "-"
        for poly in [g["arcs"]] if g["type"] == "Polygon" else g["arcs"]:
            parts.append([code, name, poly])
    return arcs, parts


def join(ring, pts):
    out = []
    for k in ring:
        a = pts[k] if k >= 0 else pts[~k][::-1]
        out.extend(a[:-1])
    return np.array(out)


def make_world(folder, members, say):
    arcs, parts = load(folder, members)
    used = {k if k >= 0 else ~k for p in parts for r in p[2] for k in r}
    # arcs run across the antimeridian (the data is stitched there): make them continuous
    for a in arcs:
        d = np.diff(a[:, 0])
        a[1:, 0] += np.cumsum(np.where(d > 180, -360, np.where(d < -180, 360, 0)))
        if a[:, 0].mean() < CUT:
            a[:, 0] += 360
        elif a[:, 0].mean() > CUT + 360:
            a[:, 0] -= 360
    for old, new, lon, lat in MOVE_PARTS:
        for p in parts:
            if p[0] == old and Polygon(join(p[2][0], arcs)).contains(Point(lon, lat)):
                p[0] = new
                say(f"part of {old} moved to {new}")
    flat = [equal_earth(a[:, 0], a[:, 1]) for a in arcs]
    every = np.concatenate([flat[k] for k in used])
    lo, hi = every.min(0), every.max(0)
    scale = (WIDTH - 2 * MARGIN) / (hi[0] - lo[0])
    height = int(round((hi[1] - lo[1]) * scale)) + 2 * MARGIN

    def grid(p):
        return np.stack([(p[..., 0] - lo[0]) * scale + MARGIN, (hi[1] - p[..., 1]) * scale + MARGIN], -1)

    flat = [grid(f) for f in flat]
    # which parts stay
    for p in parts:
        p.append(abs(area(join(p[2][0], flat))))
    largest = {}
    for p in parts:
        if p[0] != "-":
            largest[p[0]] = max(largest.get(p[0], 0), p[3])
    kept = [p for p in parts if p[3] >= SPECK or (p[0] != "-" and p[3] == largest[p[0]])]
    say(f"parts: {len(parts)}, kept {len(kept)}")
    # simplify the arcs, so that shared borders stay shared
    limit = {}
    for p in kept:
        for r in p[2]:
            for k in r:
                k = k if k >= 0 else ~k
                limit[k] = min(limit.get(k, SIMPLIFY), p[3] / SMALL_PART)
    weight = {k: visvalingam(flat[k]) for k in limit}
    kept_outer = [Polygon(join(p[2][0], flat)).representative_point() for p in kept]

    def rings_of(p, simple):
        out = []
        for n, r in enumerate(p[2]):
            full = Polygon(join(r, flat))
            # a hole whose filling was dropped goes too
            if n and full.area < SPECK and not any(full.contains(q) for q in kept_outer):
                continue
            c = clean(join(r, simple))
            if c:
                out.append(c)
        return out

    # raise the detail where simplifying made rings cross themselves or one another
    for turn in range(TURNS):
        simple = {k: np.round(flat[k][weight[k] >= limit[k]]) for k in limit}
        bad = set()
        shapes = []
        for p in kept:
            rs = rings_of(p, simple)
            q = Polygon(rs[0], rs[1:]) if rs else None
            if q is None or not q.is_valid:
                bad |= {k if k >= 0 else ~k for r in p[2] for k in r}
            shapes.append((p, rs, q))
        # pieces that overlap by more than a sliver: their arcs cross
        tree = STRtree([q[2].buffer(0) if q[2] else Point() for q in shapes])
        pairs = 0
        for i, j in zip(*tree.query(tree.geometries, predicate="overlaps")):
            if i < j and tree.geometries[i].intersection(tree.geometries[j]).area > 2:
                pairs += 1
                mine = [{k if k >= 0 else ~k for r in shapes[n][0][2] for k in r} for n in (i, j)]
                for k in mine[0]:
                    for m in mine[1]:
                        if k != m and LineString(simple[k]).crosses(LineString(simple[m])):
                            bad |= {k, m}
        wrong = sum(1 for q in shapes if q[2] is None or not q[2].is_valid)
        say(f"turn {turn}: {sum(len(r) for q in shapes for r in q[1])} points, {wrong} rings not valid, {pairs} overlaps")
        if not bad or turn == TURNS - 1:
            break
        for k in bad:
            limit[k] /= 3
    # pieces as polygons: cut parts off, join moved parts to their new neighbour
    polys = [(s[0][0], s[0][1], s[2]) for s in shapes if s[2] is not None]
    for code, lon, lat, name in CUT_SOUTH:
        y = round(float(grid(equal_earth(lon, lat))[1]))
        keep, off = [], []
        for c, n, q in polys:
            if c == code:
                keep.append((c, n, q.intersection(box(0, 0, WIDTH, y))))
                off.append(q.intersection(box(0, y, WIDTH, height)))
            elif n == name:
                off.append(q)
            else:
                keep.append((c, n, q))
        polys = keep + [("-", name, unary_union([q for q in off if not q.is_empty]))]
    for new in {m[1] for m in MOVE_PARTS}:
        mine = [q for c, _, q in polys if c == new]
        polys = [q for q in polys if q[0] != new] + [(new, "", unary_union(mine))]
    pieces = []
    for code, _, q in polys:
        for g in getattr(q, "geoms", [q]):
            if g.geom_type == "Polygon" and g.area > 0:
                rs = [clean(np.round(np.array(r.coords)[:-1])) for r in [g.exterior, *g.interiors]]
                if rs[0]:
                    pieces.append((code, [r for r in rs if r]))
    pieces.sort(key=lambda s: (s[0] != "-", s[0], -abs(area(s[1][0]))))
    return pieces, height, lambda lon, lat: grid(equal_earth(lon + 360 if lon < CUT else lon, lat))


def triangulate(rings):
    v = np.array([q for r in rings for q in r], dtype=np.float64)
    ends = np.cumsum([len(r) for r in rings]).astype(np.uint32)
    t = mapbox_earcut.triangulate_float64(v, ends).reshape(-1, 3)
    two = lambda a, b, c: (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])
    t = [tuple(int(i) for i in q) for q in t]
    return [q for q in t if two(v[q[0]], v[q[1]], v[q[2]]) != 0]


def b36(n):
    d = "0123456789abcdefghijklmnopqrstuvwxyz"
    s = ""
    while True:
        s, n = d[n % 36] + s, n // 36
        if n == 0:
            return s


def write_world(path, pieces, height, say):
    head = f"""# Country outlines of the world for drawing, one line per piece of land.
# source: Natural Earth 4.1.0, 1:50m admin 0 countries (public domain), by way of the npm package world-atlas 2.0.2
# (Crimea and Western Sahara changed, see README.md)
# projection: Equal Earth, central meridian {LON0:g} E; simplified (Visvalingam); without Antarctica
# size {WIDTH} {height}
# line: CODE|rings|triangles    CODE is ISO 3166 alpha-3 of a UN member, or - for other territory
# rings: outer ring first, then holes, parted by ";". A ring is points "x,y" parted by a blank, not closed (first point not repeated).
# The first point of every ring is absolute, each next one is the difference to the point before it. Decimal, y down.
# triangles: "ijk" parted by a blank; vertex numbers of the piece counted from 0 in the order of the rings,
# in base 36 (0-9a-z): i, j, k have equal length, so split the word in three equal parts.
"""
    lines = []
    points = tris = 0
    for code, rings in pieces:
        enc = []
        for r in rings:
            o = [f"{r[0][0]},{r[0][1]}"]
            o += [f"{b[0] - a[0]},{b[1] - a[1]}" for a, b in zip(r, r[1:])]
            enc.append(" ".join(o))
        words = []
        for q in triangulate(rings):
            s = [b36(i) for i in q]
            n = max(map(len, s))
            words.append("".join(c.rjust(n, "0") for c in s))
        points += sum(map(len, rings))
        tris += len(words)
        lines.append(f"{code}|{';'.join(enc)}|{' '.join(words)}")
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        f.write(head + "\n".join(lines) + "\n")
    say(f"world.txt: {os.path.getsize(path)} bytes, {len(lines)} pieces, {points} points, {tris} triangles")


# --------------------------------------------------------------------------- places.csv


def relax(home, fixed, height, rounds=4000):
    """Moves points apart to DOT_GAP with a weak pull home; `fixed` points stay."""
    h = np.array(home, float)
    p = h.copy()
    f = np.array(fixed, float).reshape(-1, 2)
    # a tiny deterministic offset, so that equal places part at all
    p += np.stack([np.sin(np.arange(len(p)) * 2.4), np.cos(np.arange(len(p)) * 2.4)], -1)
    for n in range(rounds):
        pull = 0.02 if n < rounds * 3 // 4 else 0.0
        p += (h - p) * pull
        q = np.concatenate([p, f])
        d = p[:, None] - q[None]
        dist = np.hypot(d[..., 0], d[..., 1])
        dist[np.arange(len(p)), np.arange(len(p))] = 1e9
        over = np.maximum(0, DOT_GAP - dist)
        share = np.where(np.arange(len(q)) < len(p), 0.5, 1.0)
        p += (d / np.maximum(dist, 1e-6)[..., None] * (over * share * 0.8)[..., None]).sum(1)
        p = np.clip(p, DOT_RADIUS + 5, [WIDTH - DOT_RADIUS - 5, height - DOT_RADIUS - 5])
    return p


def make_places(pieces, height, to_grid, members, say):
    big = {}
    for code, rings in pieces:
        if code != "-":
            g = Polygon(rings[0], rings[1:]).buffer(0)
            if code not in big or g.area > big[code].area:
                big[code] = g
    at, dot = {}, {}
    for m in sorted(members):
        if m not in big:
            at[m], dot[m] = to_grid(*NO_SHAPE[m]), 1
            continue
        g = big[m]
        if g.geom_type != "Polygon":
            g = max(g.geoms, key=lambda q: q.area)
        x0, y0, x1, y1 = g.bounds
        dot[m] = int(math.hypot(x1 - x0, y1 - y0) < DOT_SIZE)
        q = polylabel(g, 5.0 if g.area > 5000 else 0.5)
        at[m] = to_grid(*LABEL_AT[m]) if m in LABEL_AT else np.array([q.x, q.y])
    dots = [m for m in sorted(members) if dot[m]]
    p = relax([at[m] for m in dots], [], height)
    far = sorted(((float(np.hypot(*(q - at[m]))), m) for m, q in zip(dots, p)), reverse=True)
    say("dots: %d; moved most: %s" % (len(dots), ", ".join(f"{m} {d:.0f}" for d, m in far[:12])))
    at.update(zip(dots, p))
    old = sorted(FORMER)
    p = relax([to_grid(*FORMER[m]) for m in old], [at[m] for m in dots], height)
    at.update(zip(old, p))
    rows = [(m, int(round(at[m][0])), int(round(at[m][1])), dot[m]) for m in sorted(members)]
    return rows + [(m, int(round(at[m][0])), int(round(at[m][1])), 1) for m in old]


# --------------------------------------------------------------------------- tiles.csv


def make_tiles(members):
    cell = {}
    for row, line in enumerate(TILES.strip("\n").split("\n")):
        for col, c in enumerate(line.split()):
            if c != ".":
                assert c not in cell, c
                cell[c] = (col, row)
    assert {c for c in cell if c.isupper()} == set(members), {c for c in cell if c.isupper()} ^ set(members)
    rows = [(m, *cell[m]) for m in sorted(members)]
    return rows + [(m, *cell[c]) for m, c in sorted(FORMER_TILE.items())]


def write_csv(path, head, rows):
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        f.write(head + "\n")
        for r in rows:
            f.write(",".join(map(str, r)) + "\n")


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    out = sys.argv[3] if len(sys.argv) == 4 else os.path.dirname(os.path.abspath(__file__))
    with open(sys.argv[2], encoding="utf-8", newline="") as f:
        members = {r["iso3"] for r in csv.DictReader(f)}
    say = lambda s: print(s, file=sys.stderr)
    pieces, height, to_grid = make_world(sys.argv[1], members, say)
    missing = members - {c for c, _ in pieces}
    assert missing == set(NO_SHAPE), missing
    write_world(os.path.join(out, "world.txt"), pieces, height, say)
    write_csv(os.path.join(out, "places.csv"), "iso3,x,y,dot", make_places(pieces, height, to_grid, members, say))
    write_csv(os.path.join(out, "tiles.csv"), "iso3,col,row", make_tiles(members))


if __name__ == "__main__":
    main()
