#!/bin/sh
# wildfly.sh HOME WAR: puts a copy of a WildFly, set up by wildfly-config and with the demo's WAR, where servers.json starts it. JAVA_HOME as for
# the measuring.
set -eu
cd "$(dirname "$0")/../../.."
out=${PERF_OUT:?is where the load generator and the other servers were built}/build/wildfly
rm -rf "$out"
cp -R "$1" "$out"
rm -rf "$out"/standalone/deployments/* "$out"/standalone/data "$out"/standalone/log "$out"/standalone/tmp
cp "$2" "$out/standalone/deployments/ROOT.war"
{ echo embed-server; cat wildfly-config/configure.cli; echo stop-embedded-server; } > "$out/setup.cli"
"$out/bin/jboss-cli.sh" --file="$out/setup.cli"
