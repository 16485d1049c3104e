#!/usr/bin/env python3
"""Writes the table of docs/performance.md that says where the CPU time goes in the cases whose goals are not met, and beside them."""
import collections, re
from recording import owner, record, write

RUNS = [("signalbox", "64×1"), ("signalbox", "64×16"), ("wildfly", "64×1"), ("wildfly", "64×16"), ("wildfly", "64 KiB")]
TITLES = {"signalbox": "standalone", "wildfly": "WildFly"}
# Seen in the frame on top: what the kernel does for it.
KERNEL = [
    (r"Dispatcher(Impl)?\.write", "write to a socket"),
    (r"Dispatcher(Impl)?\.read", "read from a socket"),
    (r"EPoll|EventFD|eventfd|park|Park|IOUtil\.(write1|drain)", "wait for sockets, wake threads"),
]
OWNERS = [
    ("org.eclipse", "Yasson"), ("jakarta.json", "Yasson"),
    ("org.jboss.weld", "Weld"),
    ("io.github.signalbox", "Signalbox, and the application"),
    ("io.undertow", "the container: Undertow, or Grizzly and Tyrus"), ("org.xnio", "the container: Undertow, or Grizzly and Tyrus"),
    ("org.jboss", "the container: Undertow, or Grizzly and Tyrus"), ("org.wildfly", "the container: Undertow, or Grizzly and Tyrus"),
    ("org.glassfish", "the container: Undertow, or Grizzly and Tyrus"),
]
REST = "the JVM's own threads"


def place(frames):
    for pattern, name in KERNEL:
        if frames and re.search(pattern, frames[0]):
            return name
    return owner(frames, OWNERS, REST)


columns = []
for name, case in RUNS:
    events, _ = record(name, case, "jdk.CPUTimeSample", "throttle=2ms")
    counted = collections.Counter(place(each["frames"]) for each in events)
    print(name, case, len(events), "samples")
    columns.append({key: value / len(events) for key, value in counted.items()})
rows = list(dict.fromkeys([name for _, name in KERNEL] + [name for _, name in OWNERS] + [REST]))
write(
    "profile",
    ["of the CPU time"] + [f"{TITLES[name]}, {case}" for name, case in RUNS],
    [[row] + [f"{100 * each.get(row, 0):.0f} %" for each in columns] for row in rows])
