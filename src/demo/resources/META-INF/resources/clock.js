// The clock: a stream, for as long as somebody looks at it.

import { ConnectionError, RouteError } from "./signalbox/signalbox.js";
import { box, onOpen } from "./live.js";

const STOPPING = 503;

const [time, ticks, toggle, marks, hours, minutes, seconds] = [
  "time", "ticks", "clock-toggle", "marks", "hours", "minutes", "seconds",
].map((name) => document.getElementById(name));

/** The stream that is shown; null if there is none. */
let stream = null;
let wanted = true;

function turn(hand, part) {
  hand.setAttribute("transform", `rotate(${part * 360})`);
}

function show({ number, time: told }) {
  const now = new Date(told);
  const second = now.getSeconds();
  const minute = now.getMinutes() + second / 60;
  turn(seconds, second / 60);
  turn(minutes, minute / 60);
  turn(hours, (now.getHours() % 12 + minute / 60) / 12);
  time.textContent = now.toTimeString().slice(0, 8);
  time.dateTime = told;
  ticks.textContent = `a stream: item ${number}`;
}

async function run() {
  stream?.return();
  const mine = box.stream("clock", { millis: 1000 });
  stream = mine;
  try {
    for await (const tick of mine) {
      show(tick);
    }
  } catch (error) {
    // The server is gone. The next connection has a new stream.
    if (!(error instanceof ConnectionError || error.name === "TimeoutError" || error instanceof RouteError && error.code === STOPPING)) {
      throw error;
    }
  }
}

for (let hour = 0; hour < 60; hour++) {
  const mark = document.createElementNS("http://www.w3.org/2000/svg", "line");
  mark.setAttribute("class", hour % 5 === 0 ? "hour mark" : "mark");
  mark.setAttribute("y1", "-44");
  mark.setAttribute("y2", hour % 5 === 0 ? "-34" : "-41");
  mark.setAttribute("transform", `rotate(${hour * 6})`);
  marks.append(mark);
}

toggle.addEventListener("click", () => {
  wanted = !wanted;
  toggle.textContent = wanted ? "Stop" : "Start";
  if (wanted) {
    run();
  } else {
    stream?.return();
    ticks.textContent = "stopped with $cancel";
  }
});

// The loop goes on and on: nobody waits for it.
onOpen(() => { if (wanted) run(); });
