// The console: one connection, one form for requests, the list of frames.

import { Frames } from "./frames.js";
import { flaw } from "./json.js";
import { describe } from "./routes.js";

const EXAMPLES = {
  hello: '{"name": "Ada"}',
  echo: '{"any": ["JSON", 1.50, true, null]}',
  sleep: '{"millis": 1000}',
  fail: "",
  clock: '{"millis": 1000}',
  $cancel: "",
  "chat.join": '{"room": "lobby", "name": "Console"}',
  "chat.say": '{"room": "lobby", "text": "Hello from the console."}',
};

/** A stream and its end need the same Id. */
const IDS = { clock: "1", $cancel: "1" };

// https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1, in the words of this server.
const CLOSE_CODES = {
  1000: "normal",
  1001: "the server is stopping",
  1003: "binary messages are not taken",
  1005: "no code was sent",
  1006: "no closing handshake: refused, not reachable, or cut off",
  1007: "not UTF-8",
  1008: "policy",
  1009: "message too large",
  1011: "the server's own fault",
  1013: "try again later",
};

const [state, url, toggle, route, routes, params, hint, id, send] = [
  "state", "url", "toggle", "route", "routes", "params", "params-hint", "id", "send",
].map((name) => document.getElementById(name));
const frames = new Frames(document.getElementById("frames"));

let socket = null;

function show(name, text) {
  state.dataset.state = name;
  state.textContent = text;
  toggle.textContent = name === "closed" ? "Connect" : name === "connecting" ? "Cancel" : "Disconnect";
  toggle.disabled = name === "closing";
  url.readOnly = name !== "closed";
  send.disabled = name !== "open";
}

function connect() {
  try {
    socket = new WebSocket(url.value.trim());
  } catch (error) {
    show("closed", "Not connected");
    frames.add("note", error.message);
    return;
  }
  show("connecting", "Connecting");
  frames.add("note", `Connecting to ${socket.url}`);
  socket.addEventListener("open", () => {
    show("open", "Connected");
    frames.add("note", "Connected");
  });
  socket.addEventListener("message", ({ data }) => {
    frames.add("received", typeof data === "string" ? data : `A binary message of ${data.size} bytes`);
  });
  socket.addEventListener("close", ({ code, reason }) => {
    socket = null;
    show("closed", `Closed: ${code}`);
    frames.add("note", `Closed: ${code} ${reason || CLOSE_CODES[code] || ""}`.trimEnd());
  });
}

function disconnect() {
  show("closing", "Closing");
  socket.close(1000);
}

/** Params go out as they were typed: parsed and written again, a long number would be another one. */
function request() {
  const members = [`"Route":${JSON.stringify(route.value)}`];
  const typed = params.value.trim();
  if (typed) {
    members.push(`"Params":${typed}`);
  }
  if (id.value) {
    members.push(`"Id":${/^(0|-?[1-9]\d*)$/.test(id.value) ? id.value : JSON.stringify(id.value)}`);
  }
  return `{${members.join(",")}}`;
}

function sendRequest() {
  if (!checkParams()) {
    params.focus();
  } else if (socket?.readyState !== WebSocket.OPEN) {
    toggle.focus();
  } else {
    const text = request();
    socket.send(text);
    frames.add("sent", text);
    frames.reveal();
  }
}

function checkParams() {
  const typed = params.value.trim();
  const wrong = typed ? flaw(typed) : null;
  const words = wrong ? `Not JSON, so not sent. ${wrong}` : typed ? "Valid JSON." : "Empty: the handler gets null.";
  params.setAttribute("aria-invalid", String(wrong !== null));
  // A text set again, even to the same words, would be read out again.
  if (hint.textContent !== words) {
    hint.textContent = words;
  }
  return wrong === null;
}

function routeChosen() {
  for (const choice of routes.children) {
    choice.setAttribute("aria-pressed", String(choice.textContent === route.value));
  }
  // What somebody has typed is kept; an example makes room for the next one.
  const untouched = params.value === "" || Object.values(EXAMPLES).includes(params.value);
  if (untouched && Object.hasOwn(EXAMPLES, route.value)) {
    params.value = EXAMPLES[route.value];
    checkParams();
  }
  id.value ||= IDS[route.value] ?? "";
}

document.getElementById("connection").addEventListener("submit", (event) => {
  event.preventDefault();
  if (socket === null) {
    connect();
  } else if (document.activeElement !== url) { // Enter in the address connects, and never cuts off.
    disconnect();
  }
});

document.getElementById("request").addEventListener("submit", (event) => {
  event.preventDefault();
  sendRequest();
});

document.addEventListener("keydown", (event) => {
  const elsewhere = document.getElementById("chat").contains(event.target);
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !elsewhere) {
    event.preventDefault();
    sendRequest();
  }
});

routes.addEventListener("click", ({ target }) => {
  if (target.matches("button")) {
    route.value = target.textContent;
    routeChosen();
  }
});
route.addEventListener("input", routeChosen);
params.addEventListener("input", checkParams);
document.getElementById("clear").addEventListener("click", () => frames.clear());

/** Offers every route of the application while somebody types, and a skeleton of the Params for those without an example. */
async function offerRoutes() {
  const offered = document.createElement("datalist");
  offered.id = "described";
  for (const [name, skeleton] of await describe()) {
    const option = document.createElement("option");
    option.value = name;
    offered.append(option);
    if (!Object.hasOwn(EXAMPLES, name)) {
      EXAMPLES[name] = skeleton;
    }
  }
  route.after(offered);
  route.setAttribute("list", offered.id);
}

// Beside this page, wherever it was deployed: http://host/context/ has its endpoint at ws://host/context/ws.
const endpoint = new URL("ws", location.href);
endpoint.protocol = location.protocol === "https:" ? "wss:" : "ws:";
endpoint.search = "";
endpoint.hash = "";
url.value = endpoint.href;
routeChosen();
offerRoutes().catch((error) => console.info("The routes cannot be offered:", error));
