#!/usr/bin/env python3
"""Writes the table of docs/performance.md that says who allocates how much for a small message.

Samples of allocations carry a weight; each counts for the library whose method is nearest to the top of its stack.
"""
import collections
from recording import owner, record, write

APPLICATION = "the application: its record"
OWNERS = [
    ("io.github.signalbox.bench", APPLICATION),
    ("io.github.signalbox", "Signalbox"),
    ("org.eclipse", "Yasson: JSON to record to JSON"),
    ("org.jboss", "Weld: the call"),
    ("org.glassfish", "Grizzly, Tyrus"),
]
REST = "threads of the JDK"

weights = collections.Counter()
events, messages = record("signalbox", "64×1", "jdk.ObjectAllocationSample", "throttle=5000/s")
for each in events:
    weights[owner(each["frames"], OWNERS, REST)] += each["weight"]
names = [name for _, name in OWNERS[1:]] + [APPLICATION, REST]
write("allocation", ["allocated for a small message", "bytes, about"], [[name, f"{weights[name] / messages:,.0f}"] for name in names])
