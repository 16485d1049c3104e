#!/bin/sh
# stalled.sh PORT COMMAND…: becomes the command, a server at that port, with a client beside it that joins the room and reads nothing.
port=$1
shift
"$(dirname "$0")/stalled.py" "$port" &
exec "$@"
