// The connection of the chat and the clock, which share one. The console has its own, to show what goes over the wire.

import { connect } from "./signalbox/signalbox.js";

const link = document.getElementById("link");
const openings = [];

function show(state, text) {
  link.dataset.state = state;
  link.textContent = text;
}

export const box = connect("ws", {
  onopen: () => {
    show("open", "Connected");
    return Promise.all(openings.map((listener) => listener()));
  },
  onclose: ({ final, status, code }) => {
    if (final) {
      show("closed", status ? `Refused: HTTP ${status}` : `Closed: ${code}`);
    } else {
      // Without the seconds, which a screen reader would read out.
      show("connecting", "Connection lost, trying again");
    }
  },
});

/** Runs now, if there is a connection, and each time that there is a new one. What it returns may fail with the connection. */
export function onOpen(listener) {
  openings.push(listener);
  if (box.state === "open") {
    listener();
  }
}
