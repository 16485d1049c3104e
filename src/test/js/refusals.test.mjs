// What the client makes of refused handshakes: which are final, how long to wait, whom to believe.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { FakeSocket, answers, closed, forget, open } from "./fake.mjs";

beforeEach(forget);

/** As Signalbox says it. */
const problem = (status, title, headers = {}) =>
  ({ status, body: JSON.stringify({ title, status }), headers: { "Content-Type": "application/problem+json", ...headers } });

const methods = () => globalThis.fetch.mock.calls.map(({ arguments: [, { method }] }) => method);

/** As in a page from there. */
function inAPage(t, origin) {
  globalThis.location = new URL(origin);
  t.after(() => delete globalThis.location);
}

for (const status of [429, 503]) {
  test(`waits as long as a ${status} asks for, in seconds or until a date`, async (t) => {
    t.mock.method(Math, "random", () => 0);
    open(t, { minDelay: 1000 });
    answers.push({ status, headers: { "Retry-After": "7" } });
    FakeSocket.last.lose();
    const first = await closed.next();
    assert.deepEqual(first, { code: 1006, reason: "", status, final: false, retryIn: 7500 });
    t.mock.timers.tick(7500);
    // Dates have whole seconds.
    answers.push({ status, headers: { "Retry-After": new Date(Date.now() + 60_500).toUTCString() } });
    FakeSocket.last.lose();
    const { retryIn } = await closed.next();
    assert(retryIn > 60_000 && retryIn <= 62_000, `${retryIn}`);
    t.mock.timers.tick(retryIn);
    answers.push({ status, headers: { "Retry-After": "soon" } });
    FakeSocket.last.lose();
    assert.equal((await closed.next()).retryIn, 2000);
  });
}

for (const status of [401, 403]) {
  test(`does not try again after ${status}`, async (t) => {
    const box = open(t);
    answers.push({ status });
    FakeSocket.last.lose();
    assert.deepEqual(await closed.next(), { code: 1006, reason: "", status, final: true, retryIn: null });
    assert.equal(box.state, "closed");
    t.mock.timers.tick(10_000_000);
    assert.equal(FakeSocket.made.length, 1);
  });
}

test("asks in a way that names the page's origin, where a plain GET does not", async (t) => {
  inAPage(t, "http://fake.example");
  const box = open(t);
  answers.push({ status: 426 }, problem(403, "Origin not allowed"));
  FakeSocket.last.lose();
  assert.deepEqual(
    await closed.next(), { code: 1006, reason: "Origin not allowed", status: 403, final: true, retryIn: null });
  assert.deepEqual(methods(), ["GET", "OPTIONS"]);
  await assert.rejects(box.request("echo", 1), { message: "The connection is closed (HTTP 403 Origin not allowed)" });
});

test("knows no status where a browser hides that of a redirect", async (t) => {
  inAPage(t, "http://fake.example");
  const isFinal = t.mock.fn(() => false);
  open(t, { isFinal });
  answers.push({ status: 302 });
  FakeSocket.last.lose();
  const { status, final } = await closed.next();
  assert.deepEqual([status, final], [null, false]);
  assert.deepEqual(isFinal.mock.calls[0].arguments[0].status, null);
  assert.deepEqual(methods(), ["GET"]);
});

test("takes nothing but a refusal of Signalbox's own from that second question", async (t) => {
  inAPage(t, "http://fake.example");
  open(t);
  for (const status of [200, 403, 405, 426, 503]) {
    answers.push({ status: 426 }, { status, headers: { "Retry-After": "60" } });
    FakeSocket.last.lose();
    const told = await closed.next();
    assert.deepEqual([told.status, told.reason, told.final], [null, "", false], `${status}`);
    assert(told.retryIn < 60_000);
    t.mock.timers.tick(told.retryIn);
  }
});

test("believes of another site only what Signalbox says, since cookies go with a handshake alone", async (t) => {
  inAPage(t, "https://page.example");
  open(t);
  for (const status of [401, 403, 503]) {
    answers.push({ status });
    FakeSocket.last.lose();
    const told = await closed.next();
    assert.deepEqual([told.status, told.final], [null, false], `${status}`);
    t.mock.timers.tick(told.retryIn);
  }
  answers.push(problem(503, "Too many connections", { "Retry-After": "60" }));
  FakeSocket.last.lose();
  const full = await closed.next();
  assert.deepEqual([full.status, full.reason, full.final], [503, "Too many connections", false]);
  assert(full.retryIn > 60_000);
  t.mock.timers.tick(full.retryIn);
  answers.push(problem(403, "Origin not allowed"));
  FakeSocket.last.lose();
  assert.equal((await closed.next()).final, true);
});

test("does not take somebody else's 403 for the end once it has been let in, but Signalbox's own", async (t) => {
  const box = open(t);
  t.mock.timers.tick(1); // Or it would open at time 0.
  const lose = async () => {
    FakeSocket.last.lose();
    const told = await closed.next();
    t.mock.timers.tick(told.retryIn ?? 0);
    return [told.status, told.final];
  };
  FakeSocket.last.open();
  assert.deepEqual(await lose(), [null, false]);
  answers.push({ status: 403 });
  assert.deepEqual(await lose(), [null, false]);
  answers.push({ status: 403, headers: { "Content-Type": "application/problem+json" }, body: "<html>" });
  assert.deepEqual(await lose(), [null, false]);
  answers.push(problem(403, "Origin not allowed"));
  assert.deepEqual(await lose(), [403, true]);

  // Whoever opens it again does not know any more than in the beginning.
  box.open();
  answers.push({ status: 403 });
  assert.deepEqual(await lose(), [403, true]);
});

test("believes what the socket shows of a refused handshake, and asks nobody else", async (t) => {
  class Telling extends FakeSocket {
    on(event, listener) {
      this.tell = (...response) => listener(...response);
    }

    terminate() {
      this.lose();
    }
  }
  t.mock.method(Math, "random", () => 0);
  open(t, { WebSocket: Telling });
  FakeSocket.last.tell(null, { statusCode: 503, headers: { "retry-after": "3" } });
  const { status, retryIn } = await closed.next();
  assert.deepEqual([status, retryIn], [503, 3250]);
  assert.equal(globalThis.fetch.mock.callCount(), 0);
  t.mock.timers.tick(3250);
  FakeSocket.last.tell(null, { statusCode: 403, headers: {} });
  assert.equal((await closed.next()).final, true);
});
