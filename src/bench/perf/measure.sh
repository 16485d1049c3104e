#!/bin/sh
# Measures Signalbox beside the others and writes the tables of docs/performance.md: half an hour on an idle machine.
# PERF_TOOLS is the folder of the load generator (run.sh), PERF_OUT where its build.sh has put what it built.
set -eu
cd "$(dirname "$0")/../../.."
tools=${PERF_TOOLS:?is the folder of the load generator}
out=${PERF_OUT:?is where its build.sh has put what it built}
export JAVA_HOME="${JAVA_HOME:?is the JDK that is measured, 25 or later}"
ulimit -n 20000
src/bench/perf/build.sh
run() { "$tools/run.sh" --file src/bench/perf/servers.json "$@" | tee "$out/measure.md"; }
servers=seed-go,signalbox,signalbox-blocking
cases=c64d1,c64d16,c1000d1,c64-4k,c64-64k
# If wildfly.sh has made one.
[ ! -d "$out/build/wildfly" ] || all=,wildfly
# If the load generator's build.sh has made them.
for peer in vertx quarkus helidon undertow; do
    [ ! -d "$out/build/$peer" ] || all=${all:-},$peer
done
run --servers $servers,bare${all:-} --rounds 3 --warm 10 --cases $cases --tag cases
run --jdk 17 --servers $servers --rounds 3 --warm 10 --cases $cases --tag jdk17
for again in 1 2 3; do
    run --cases "" --idle 1000,5000,10000 --servers seed-go,signalbox --tag idle$again
done
run --rounds 3 --cases "" --broadcast 200 --servers seed-go,signalbox --tag audience
run --rounds 3 --cases "" --broadcast 1000 --servers seed-go,signalbox --tag room
# With one more in the room that does not read, and without; the median leaves the first rounds out, which warm up.
run --rounds 9 --secs 4 --cases "" --broadcast 1000 --servers signalbox,signalbox-stalled --ref signalbox --tag stalled
# The first round is the warm-up; the median of five leaves it out.
run --rounds 5 --cases "" --secs 6 --connect --servers seed-go,signalbox --tag connect
src/bench/perf/allocation.py
[ ! -d "$out/build/wildfly" ] || src/bench/perf/profile.py
results=
for tag in cases jdk17 idle1 idle2 idle3 audience room stalled connect; do
    results="$results $out/results/$tag.json"
done
exec src/bench/perf/table.py $results
