#!/usr/bin/env python3
"""table.py RESULTS.json… : writes the tables of docs/performance.md anew, from what the load generator has measured. A table of which
nothing was measured stays as it is.

Each file is one interleaved run; in a later one stands what is newer. Everything is the median of the rounds, as a ratio to the median of seed-go in the same run.
"""
import json, os, re, statistics, sys

PAGE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../docs/performance.md")
CASES = [("c64d1", "64×1"), ("c64d16", "64×16"), ("c1000d1", "1000×1"), ("c64-4k", "4 KiB"), ("c64-64k", "64 KiB")]
NAMES = {
    "seed-go": "the original Go server",
    "signalbox": "standalone, `blocking = false`",
    "signalbox-blocking": "standalone, default",
    "wildfly": "the demo's WAR on WildFly, `blocking = false`",
    "vertx": "Vert.x with Jackson, on its event loop",
    "quarkus": "Quarkus WebSockets Next, not blocking",
    "helidon": "Helidon 4",
    "undertow": "Undertow: a bare echo on its I/O threads",
    "bare": "standalone's container with nothing above it: a bare echo",
}
REF = "seed-go"
# The same server as another of its run, but for one more client, which does not read.
ALONE, STALLED = "signalbox", "signalbox-stalled"


def median(rounds, key):
    values = [each[key] for each in rounds if key in each]
    return statistics.median(values) if values else None


def ratio(rows, case, name, key, to=REF):
    by = rows.get(case, {})
    mine, ref = (median(by.get(each, []), key) for each in (name, to))
    return None if mine is None or not ref else mine / ref


def shown(value, form="{:.2f}"):
    return "" if value is None else form.format(value)


def table(head, lines):
    return "\n".join(["| " + " | ".join(head) + " |", "|" + "---|" * len(head)] + ["| " + " | ".join(each) + " |" for each in lines])


rows, beside, older = {}, {}, {}
for path in sys.argv[1:]:
    run = json.load(open(path))
    for case, by in run["rows"].items():
        if "17" in run["argv"]:
            older[case] = by
            continue
        if case.startswith("idle"):
            # Each run holds them once.
            for name, rounds in by.items():
                rows.setdefault(case, {}).setdefault(name, []).extend(rounds)
            continue
        if STALLED in by:
            beside[case] = by
            continue
        for name, rounds in by.items():
            rows.setdefault(case, {})[name] = rounds
        # Only what ran beside it may be compared with a reference.
        rows[case] = {name: rounds for name, rounds in rows[case].items() if name in by}

names = [name for name in NAMES if any(name in by for by in rows.values())]
bad = sum(each.get(key, 0) for by in [*rows.values(), *beside.values(), *older.values()] for rounds in by.values() for each in rounds for key in ("errors", "failed", "closed"))
if bad:
    sys.exit(f"{bad:.0f} answers were wrong or missing: nothing is written")



def cpu(rows, names):
    absolute = [shown(median(rows.get(case, {}).get(REF, []), "cpu_us"), "{:.0f} µs") for case, _ in CASES]
    return [[NAMES[name]] + (absolute if name == REF else [shown(ratio(rows, case, name, "cpu_us")) for case, _ in CASES]) for name in names]


def share(value):
    return "" if value is None else f"{100 * (value - 1):.0f} %"


router = [["what a routed echo of a record costs more than a bare one"] + [share(ratio(rows, case, "signalbox", "cpu_us", "bare")) for case, _ in CASES]]
rest = []
for size in ("200", "1000"):
    for name in names:
        if name != REF and (value := ratio(rows, "broadcast" + size, name, "cpu_us")) is not None:
            rest.append([f"an event to {size} clients, CPU per delivery", NAMES[name], shown(value)])
for name in names:
    if name != REF and (value := ratio(rows, "connect", name, "rate")) is not None:
        rest.append(["handshakes a second (more is better)", NAMES[name], shown(value)])
memory = []
for size in ("1000", "5000", "10000"):
    for name in names:
        rounds = rows.get("idle" + size, {}).get(name)
        if rounds:
            memory.append([size, NAMES[name], shown(median(rounds, "kb_rss"), "{:.1f}"), shown(median(rounds, "kb_heap"), "{:.1f}")])

stalled = [
    [title] + [shown(ratio(beside, "broadcast1000", STALLED, key, ALONE))]
    for title, key in (("CPU time for each delivery", "cpu_us"), ("time until half are delivered", "p50_us"), ("time until 99 % are", "p99_us"))
    if beside
]

parts = {
    "cpu": table(["CPU time for each message"] + [title for _, title in CASES], cpu(rows, names)),
    "router": table(["standalone"] + [title for _, title in CASES], router),
    "older": table(["JDK 17"] + [title for _, title in CASES], cpu(older, [name for name in NAMES if any(name in by for by in older.values())])),
    "rest": table(["", "", "to the Go server"], rest),
    "stalled": table(["an event to 1000 clients, while one more does not read", "to the same without that one"], stalled),
    "memory": table(["idle connections", "", "KiB of the process each", "KiB of live heap each"], memory),
}
page = open(PAGE).read()
for part, text in parts.items():
    if not {"cpu": "c64d1" in rows, "router": "c64d1" in rows, "older": older, "rest": rest, "stalled": stalled, "memory": memory}[part]:
        continue
    page = re.sub(rf"(<!-- {part} -->\n).*?(<!-- end -->)", lambda found: found[1] + text + "\n" + found[2], page, flags=re.S)
open(PAGE, "w").write(page)
