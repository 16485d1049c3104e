// A WebSocket without a network, for what no real server does when it is asked to: time, chance and broken messages.

import { connect } from "../../main/resources/META-INF/resources/signalbox/signalbox.js";
import { calls } from "./server.mjs";

export class FakeSocket extends EventTarget {
  static made = [];
  sent = [];

  constructor(url) {
    super();
    this.url = url;
    FakeSocket.made.push(this);
  }

  static get last() {
    return FakeSocket.made.at(-1);
  }

  open() {
    this.dispatchEvent(new Event("open"));
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  answer(message) {
    this.text(JSON.stringify(message));
  }

  text(data) {
    this.dispatchEvent(Object.assign(new Event("message"), { data }));
  }

  lose(code = 1006, reason = "") {
    this.dispatchEvent(Object.assign(new Event("close"), { code, reason }));
  }

  close(code) {
    this.closedWith = code;
  }
}

/** What plain requests to the address are answered with, one after another; else with 426. */
export const answers = [];

/** What onclose was told. */
export let closed;

/** Before each test. */
export function forget() {
  FakeSocket.made.length = 0;
  answers.length = 0;
  closed = calls();
}

/** A client whose clock is the test's, until its end. */
export function open(t, options) {
  t.mock.timers.enable({ apis: ["setTimeout", "Date"] });
  t.mock.method(globalThis, "fetch", async () => {
    const { status, headers, body = null } = answers.shift() ?? { status: 426 };
    // What a browser shows of a redirect that it is not to follow: nothing.
    return status === 302 ? Response.error() : new Response(body, { status, headers });
  });
  return connect("ws://fake.example/ws", { WebSocket: FakeSocket, onclose: closed, ...options });
}
