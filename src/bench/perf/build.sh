#!/bin/sh
# Puts Signalbox, the bench server and all that they need into $PERF_OUT/build/NAME (default: signalbox), from where servers.json starts
# them. Another NAME keeps two versions side by side.
set -eu
cd "$(dirname "$0")/../../.."
out=${PERF_OUT:?is where the load generator and the other servers were built}/build/${1:-signalbox}
rm -rf "$out"
mkdir -p "$out/lib" "$out/classes/META-INF"
mvn -q -B -ntp ${MVN_ARGS:-} compile
libraries=$(mvn -q -B -ntp -Dstyle.color=never ${MVN_ARGS:-} exec:exec -Dexec.executable=echo -Dexec.args=%classpath -Dexec.classpathScope=compile | sed 's/\x1b\[[0-9;]*m//g')
(IFS=:; for jar in $libraries; do [ -d "$jar" ] || cp "$jar" "$out/lib"; done)
cp -R target/classes/. "$out/classes"
rm -r "$out/classes/io/github/signalbox/demo"
cp src/bench/perf/stalled.sh src/bench/perf/stalled.py "$out"
cp src/bench/perf/beans.xml "$out/classes/META-INF/beans.xml"
javac -d "$out/classes" -cp "$out/classes:$out/lib/*" $(find src/bench/java/io/github/signalbox/bench -name '*.java' ! -name '*Benchmark.java')
