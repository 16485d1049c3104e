// A real server that is killed, stopped, started again, full, or of another opinion.

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { ConnectionError, connect } from "../../main/resources/META-INF/resources/signalbox/signalbox.js";
import { Server, calls, newKey, until } from "./server.mjs";

const SOON = { minDelay: 20, maxDelay: 200 };

let server;
const boxes = [];

before(async () => { server = await Server.start(); });
after(() => server.stop());
afterEach(() => boxes.splice(0).forEach((box) => box.close()));

function open(options, url = server.url) {
  const closed = calls();
  const box = connect(url, { ...SOON, onclose: closed, ...options });
  boxes.push(box);
  return { box, closed };
}

test("comes back to a server that was killed, with its rooms and its handlers", async () => {
  const room = newKey();
  const opened = calls();
  const { box, closed } = open({
    onopen: async (self) => {
      await self.request("it.join", room);
      opened();
    },
  });
  const heard = calls();
  box.on("news", heard);
  await opened.next();
  await box.request("it.publish", { room, event: "news", params: 1 });
  assert.equal(await heard.next(), 1);

  for (let n = 2; n < 4; n++) {
    const key = newKey();
    const inFlight = box.request("it.later", key);
    const watched = assert.rejects(inFlight, (error) => {
      assert(error instanceof ConnectionError);
      assert.equal(error.final, false);
      assert.match(error.message, /whether this was handled is not known/);
      return true;
    });
    await until("it runs", async () => await box.request("it.started", key) === 1);

    await server.stop("SIGKILL");
    await watched;
    assert.equal(box.state === "open", false);
    const { code, final, retryIn } = await closed.next();
    assert.equal(code, 1006);
    assert.equal(final, false);
    assert(retryIn > 0 && retryIn <= SOON.maxDelay);
    const waiting = box.request("it.publish", { room, event: "news", params: n });
    // Somebody at the other end refuses meanwhile.
    assert.equal((await closed.next()).code, 1006);

    await server.restart();
    await waiting;
    // After onopen: whoever sends what has waited is in the room already.
    assert.equal(await heard.next(), n);
    await opened.next();
    // It was sent once.
    assert.equal(await box.request("it.started", key), 0);
  }
});

test("comes back to a server that was stopped", async () => {
  const { box, closed } = open();
  assert.equal(await box.request("echo", 1), 1);
  await server.stop("SIGTERM");
  assert.equal((await closed.next()).code, 1001);
  const answer = box.request("echo", 2);
  await server.restart();
  assert.equal(await answer, 2);
});

test("gives up waiting for a connection after the timeout", async () => {
  await server.stop();
  const { box } = open();
  await assert.rejects(box.request("echo", 1, { timeout: 50 }), { name: "TimeoutError" });
  await assert.rejects(box.request("echo", 1, { signal: AbortSignal.timeout(50) }), { name: "TimeoutError" });
  await server.restart();
  assert.equal(await box.request("echo", 2), 2);
});

test("comes back when a server takes it in and closes at once", async () => {
  const { box, closed } = open();
  await box.request("it.nextOpened", "CLOSE");
  const other = open();
  assert.deepEqual((await other.closed.next()).code, 4001);
  assert.equal(await other.box.request("echo", 1), 1);
  assert.equal(closed.left.length, 0);
});

for (const [code, final] of [[1000, true], [1008, true], [1001, false], [1011, false], [1013, false], [4000, false]]) {
  test(`takes close code ${code} for ${final ? "the end" : "a pause"}`, async () => {
    const { box, closed } = open();
    box.request("it.close", { code, reason: "says the test" }).catch(() => {});
    const { retryIn, ...rest } = await closed.next();
    assert.deepEqual(rest, { code, reason: "says the test", status: null, final });
    assert.equal(retryIn === null, final);
    if (final) {
      assert.equal(box.state, "closed");
      await assert.rejects(box.request("echo", 1), { name: "ConnectionError", code });
    } else {
      assert.equal(await box.request("echo", 1), 1);
    }
  });
}

test("lets the application say what is final", async () => {
  const { box, closed } = open({ isFinal: ({ code }) => code === 4000 });
  box.request("it.close", { code: 4000, reason: "" }).catch(() => {});
  assert.equal((await closed.next()).final, true);
  assert.equal(box.state, "closed");
});

test("waits as long as a full server asks for, and gets the place of who leaves", async () => {
  const full = await Server.start({ "signalbox.max-connections": 1 });
  try {
    const first = open({}, full.url);
    assert.equal(await first.box.request("echo", 1), 1);
    const second = open({}, full.url);
    const { status, final, retryIn } = await second.closed.next();
    assert.equal(status, 503);
    assert.equal(final, false);
    assert(retryIn >= 5000 && retryIn <= 5000 + SOON.maxDelay, `${retryIn} ms`);
    first.box.close();
    assert.equal(await second.box.request("echo", 2), 2);
  } finally {
    await full.stop();
  }
});

test("takes 403 for the end", async (t) => {
  const strict = await Server.start({ "signalbox.allowed-origins": "https://app.example.com" });
  // Node sends no Origin, as a page of another host would.
  const headers = { Origin: "https://evil.example" };
  const { fetch } = globalThis;
  t.mock.method(globalThis, "fetch", (url, options) => fetch(url, { ...options, headers }));
  class OfAPage extends WebSocket {
    constructor(url) {
      super(url, { headers });
    }
  }
  try {
    const { box, closed } = open({ WebSocket: OfAPage }, strict.url);
    const answer = assert.rejects(box.request("echo", 1), { name: "ConnectionError", status: 403, final: true });
    assert.equal((await closed.next()).status, 403);
    assert.equal(box.state, "closed");
    await answer;
  } finally {
    await strict.stop();
  }
});
