// Streams, against a real server.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { ConnectionError, RouteError, connect } from "../../main/resources/META-INF/resources/signalbox/signalbox.js";
import { Server, calls } from "./server.mjs";

/** The clock leaves ticks out that nobody could take in time, so numbers grow, but not always by one. */
const FAST = { millis: 10 };
const MAX_PENDING = 64;

let server;
let box;

before(async () => { server = await Server.start(); });
after(() => server.stop());
beforeEach(() => { box = connect(server.url, { minDelay: 20, maxDelay: 200 }); });
afterEach(() => box.close());

test("gives the items one by one", async () => {
  const numbers = [];
  for await (const { number, time } of box.stream("clock", FAST)) {
    assert(!Number.isNaN(Date.parse(time)));
    numbers.push(number);
    if (numbers.length === 5) {
      break;
    }
  }
  assertGrowing(numbers);
});

function assertGrowing(numbers) {
  assert.equal(numbers[0], 1);
  assert(numbers.every((number, n) => n === 0 || number > numbers[n - 1]), numbers.join());
}

test("stops the server's side of a loop that is left", async () => {
  // More than may be pending: the last would be refused if one of the first still were.
  for (let n = 0; n < 2 * MAX_PENDING; n++) {
    for await (const tick of box.stream("clock", FAST)) {
      assert.equal(tick.number, 1);
      break;
    }
  }
  // So it is with what is left before an item has come.
  for (let n = 0; n < 2 * MAX_PENDING; n++) {
    const ticks = box.stream("clock", { millis: 60_000 });
    await ticks.next();
    const never = ticks.next();
    assert.deepEqual(await ticks.return(n), { value: n, done: true });
    assert.deepEqual(await never, { value: undefined, done: true });
    assert.deepEqual(await ticks.next(), { value: undefined, done: true });
  }
  assert.equal(await box.request("echo", 1), 1);
});

test("sends nothing for a stream that nobody goes through", async () => {
  const unused = box.stream("clock", FAST);
  await unused.return();
  assert.deepEqual(await unused.next(), { value: undefined, done: true });
});

test("runs several at once, beside requests", async () => {
  const take = async (count) => {
    const numbers = [];
    for await (const { number } of box.stream("clock", FAST)) {
      numbers.push(number);
      if (numbers.length === count) {
        return numbers;
      }
    }
  };
  const [three, seven, echo] = await Promise.all([take(3), take(7), box.request("echo", "x")]);
  assert.equal(three.length, 3);
  assertGrowing(three);
  assert.equal(seven.length, 7);
  assertGrowing(seven);
  assert.equal(echo, "x");
});

test("keeps what comes while the loop is busy", async () => {
  const ticks = box.stream("clock", FAST);
  const numbers = [(await ticks.next()).value.number];
  const busySince = Date.now();
  await box.request("sleep", { millis: 300 });
  const busyUntil = Date.now();
  let first;
  for (let n = 0; n < 8; n++) {
    const { value: { number, time } } = await ticks.next();
    numbers.push(number);
    first ??= Date.parse(time);
  }
  assertGrowing(numbers);
  assert(first >= busySince - 100 && first < busyUntil - 100, "the first was told while nobody took it");
  await ticks.return();
});

test("throws the failure of the route", async () => {
  const ticks = box.stream("clock", { millis: -1 });
  await assert.rejects(ticks.next(), (error) => error instanceof RouteError && /^clock needs millis/.test(error.message));
  assert.deepEqual(await ticks.next(), { value: undefined, done: true });
  await assert.rejects(box.stream("nobody").next(), { name: "RouteError", message: "Handler not found" });
});

test("throws the reason when it is aborted", async () => {
  const controller = new AbortController();
  const ticks = box.stream("clock", { millis: 60_000 }, { signal: controller.signal });
  await ticks.next();
  const waits = ticks.next();
  controller.abort(new Error("enough"));
  await assert.rejects(waits, /enough/);
  await assert.rejects(box.stream("clock", FAST, { signal: controller.signal }).next(), /enough/);
  assert.equal(await box.request("echo", 1), 1);
});

test("has no timeout once it is on its way", async () => {
  assert.equal(await box.request("echo", 1), 1);
  const begin = Date.now();
  for await (const tick of box.stream("clock", { millis: 100 }, { timeout: 50 })) {
    assert(tick.number > 0);
    if (Date.now() - begin > 500) {
      break;
    }
  }
});

test("takes the answer of an ordinary route for a stream of one item, and refuses the contrary", async () => {
  const items = [];
  for await (const item of box.stream("echo", "once")) {
    items.push(item);
  }
  assert.deepEqual(items, ["once"]);
  await assert.rejects(box.request("clock", FAST), { name: "TypeError", message: /stream\(\)/ });
  assert.equal(await box.request("echo", 1), 1);
});

test("delivers what has arrived and then throws when the server is killed, and begins anew with the next one", async () => {
  const closed = calls();
  box.onclose = closed;
  const ticks = box.stream("clock", { millis: 100 });
  assert.equal((await ticks.next()).value.number, 1);
  for (let n = 0; n < 3; n++) { // Arrived before what is asked now is answered, but not yet taken.
    await box.request("sleep", { millis: 100 });
  }
  await server.stop("SIGKILL");
  assert.equal((await closed.next()).code, 1006);
  assert((await ticks.next()).value.number > 1);
  await assert.rejects((async () => {
    for await (const tick of ticks) {
      assert(tick.number > 2);
    }
  })(), (error) => error instanceof ConnectionError && error.code === 1006);

  const again = box.stream("clock", FAST);
  const first = again.next();
  await server.restart();
  assert.equal((await first).value.number, 1);
  await again.return();
});

test("tells a stream that is cut off by a server that stops from one that is complete", async () => {
  const ticks = box.stream("clock", FAST);
  await ticks.next();
  const failure = (async () => {
    for await (const tick of ticks) {
      assert(tick.number > 1);
    }
  })();
  const watched = assert.rejects(failure, ({ name, code }) => name === "RouteError" ? code === 503 : code === 1001);
  await server.stop("SIGTERM");
  await watched;
  await server.restart();
});
