// What the client decides by itself: when to try again, what to send first, what to make of messages.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, test } from "node:test";
import { pathToFileURL } from "node:url";
import { FakeSocket, answers, closed, forget, open } from "./fake.mjs";
import { calls } from "./server.mjs";

beforeEach(forget);

test("waits longer from one attempt to the next, up to a limit, each time by chance", async (t) => {
  const chance = [0, 0.999, 0.5, 0, 0, 0, 0, 0.999];
  t.mock.method(Math, "random", () => chance.shift());
  const box = open(t, { minDelay: 1000, maxDelay: 20_000 });
  const delays = [];
  for (let n = 1; n <= 8; n++) {
    assert.equal(FakeSocket.made.length, n);
    FakeSocket.last.lose();
    const { retryIn } = await closed.next();
    assert.equal(box.state, "waiting");
    t.mock.timers.tick(retryIn - 1);
    assert.equal(FakeSocket.made.length, n);
    t.mock.timers.tick(1);
    assert.equal(box.state, "connecting");
    delays.push(retryIn);
  }
  assert.deepEqual(delays, [500, 2000 - 1, 3000, 4000, 8000, 10_000, 10_000, 19_990]);
});

test("begins with short delays again after a connection that has lasted, not after one that has not", async (t) => {
  t.mock.method(Math, "random", () => 0);
  open(t, { minDelay: 1000, maxDelay: 20_000 });
  const after = async (openFor) => {
    FakeSocket.last.open();
    t.mock.timers.tick(openFor);
    FakeSocket.last.lose(1013);
    const { retryIn } = await closed.next();
    t.mock.timers.tick(retryIn);
    return retryIn;
  };
  const delays = [];
  for (const openFor of [100, 4999, 0, 5000, 10]) {
    delays.push(await after(openFor));
  }
  assert.deepEqual(delays, [500, 1000, 2000, 500, 1000]);
});

test("begins with short delays again when it is opened again", async (t) => {
  t.mock.method(Math, "random", () => 0);
  const box = open(t, { minDelay: 1000 });
  const delays = [];
  for (let n = 1; n <= 6; n++) {
    FakeSocket.last.lose();
    const { retryIn } = await closed.next();
    delays.push(retryIn);
    if (n === 3) {
      box.close();
      assert.equal((await closed.next()).final, true);
      box.open();
    } else {
      t.mock.timers.tick(retryIn);
    }
  }
  assert.deepEqual(delays, [500, 1000, 2000, 500, 1000, 2000]);
});

test("gives up a handshake that nobody answers", async (t) => {
  open(t);
  t.mock.timers.tick(20_000);
  assert.equal((await closed.next()).reason, "No handshake in time");
});

test("tries at once when the network is back or when it is told to", async (t) => {
  const network = new EventTarget();
  globalThis.addEventListener = network.addEventListener.bind(network);
  globalThis.removeEventListener = network.removeEventListener.bind(network);
  t.after(() => {
    delete globalThis.addEventListener;
    delete globalThis.removeEventListener;
  });
  const box = open(t);
  FakeSocket.last.lose();
  await closed.next();
  network.dispatchEvent(new Event("online"));
  assert.equal(FakeSocket.made.length, 2);

  answers.push({ status: 503, headers: { "Retry-After": "60" } });
  FakeSocket.last.lose();
  await closed.next();
  network.dispatchEvent(new Event("online")); // Which changes nothing about what the server has asked for.
  assert.equal(FakeSocket.made.length, 2);
  box.open();
  assert.equal(FakeSocket.made.length, 3);
  box.open();
  assert.equal(FakeSocket.made.length, 3);
  box.close();
  network.dispatchEvent(new Event("online"));
  t.mock.timers.tick(10_000_000);
  assert.equal(FakeSocket.made.length, 3);
});

test("goes on trying when its WebSocket throws as it is told to open", async (t) => {
  let mood;
  class Moody extends FakeSocket {
    constructor(url) {
      if (mood) throw mood;
      super(url);
    }
  }
  const box = open(t, { WebSocket: Moody });
  FakeSocket.last.lose();
  const { retryIn } = await closed.next();
  mood = new Error("not now");
  assert.throws(() => box.open(), mood);
  assert.equal(box.state, "waiting");
  mood = null;
  t.mock.timers.tick(retryIn);
  assert.equal(box.state, "connecting");
  assert.equal(FakeSocket.made.length, 2);
  // The next attempt has a timer of its own, and the old one does nothing any more.
  t.mock.timers.tick(19_999);
  assert.equal(box.state, "connecting");
  box.close();
});

test("sends what onopen asks for before what has waited, each time", async (t) => {
  const box = open(t, { onopen: (self) => void self.request("join", "room").catch(() => {}) });
  const waiting = box.request("say", "hello").catch(() => {});
  FakeSocket.last.open();
  assert.deepEqual(FakeSocket.last.sent.map(({ Route }) => Route), ["join", "say"]);
  FakeSocket.last.lose();
  const { retryIn } = await closed.next();
  await waiting;
  t.mock.timers.tick(retryIn);
  FakeSocket.last.open();
  assert.deepEqual(FakeSocket.last.sent.map(({ Route }) => Route), ["join"]);
});

test("sends what onopen asks for after an await behind what has waited", async (t) => {
  const opened = calls();
  const box = open(t, {
    onopen: async (self) => {
      const rooms = [self.request("join", "one"), self.request("join", "two")];
      await Promise.all(rooms);
      self.request("list").catch(() => {});
      opened();
    },
  });
  const waiting = box.request("say", "hello").catch(() => {});
  FakeSocket.last.open();
  assert.deepEqual(FakeSocket.last.sent.map(({ Route }) => Route), ["join", "join", "say"]);
  for (const Id of [2, 3, 1]) {
    FakeSocket.last.answer({ Id, code: 0, msg: "ok", data: null });
  }
  await Promise.all([waiting, opened.next()]);
  assert.deepEqual(FakeSocket.last.sent.map(({ Route }) => Route), ["join", "join", "say", "list"]);
  box.close();
});

test("holds nothing back for an onopen that goes on for ever", async (t) => {
  const box = open(t, { onopen: () => new Promise(() => {}) });
  const waiting = box.request("echo", 1);
  FakeSocket.last.open();
  FakeSocket.last.answer({ Id: 1, code: 0, msg: "ok", data: 1 });
  assert.equal(await waiting, 1);
  box.close();
});

test("reports what onopen fails with, but not that the connection was lost meanwhile", async (t) => {
  const reported = calls();
  t.mock.method(console, "error", reported);
  const box = open(t, { onopen: (self) => self.request("join") });
  FakeSocket.last.open();
  FakeSocket.last.lose();
  t.mock.timers.tick((await closed.next()).retryIn);
  FakeSocket.last.open();
  FakeSocket.last.answer({ Id: 2, code: 2, msg: "No such room", data: null });
  assert.equal((await reported.next()).message, "No such room");
  box.close();
  assert.equal(reported.left.length, 0);
});

test("reports what the example of a stream that begins anew fails with, and does not end the program", async (t) => {
  const reported = calls();
  t.mock.method(console, "error", reported);
  const docs = await readFile(new URL("../../../docs/javascript.md", import.meta.url), "utf8");
  const [example] = docs.match(/(?<=```js\n)import [^`]*box\.onopen[^`]*box\.stream[^`]*(?=```)/);
  const client = new URL("../../main/resources/META-INF/resources/signalbox/signalbox.js", import.meta.url);
  const directory = await mkdtemp(join(tmpdir(), "example"));
  const file = join(directory, "example.mjs");
  t.after(() => rm(directory, { recursive: true }));
  await writeFile(file, example.replace("./signalbox/signalbox.js", client.href));
  globalThis.box = open(t);
  t.after(() => delete globalThis.box);
  await import(pathToFileURL(file).href);

  FakeSocket.last.open();
  const ask = { Route: "prices", Params: { after: 0 }, Id: 1 };
  assert.deepEqual(FakeSocket.last.sent, [ask]);
  FakeSocket.last.answer({ Id: 1, code: 0, msg: "next", data: { number: 7 } });
  FakeSocket.last.lose();
  for (const [Id, code] of [[2, 503], [3, 2]]) {
    await new Promise(setImmediate); // What has arrived is delivered before any timer runs.
    t.mock.timers.tick((await closed.next()).retryIn);
    FakeSocket.last.open();
    assert.deepEqual(FakeSocket.last.sent, [{ ...ask, Params: { after: 7 }, Id }]);
    FakeSocket.last.answer({ Id, code, msg: "Failed", data: null });
    FakeSocket.last.lose();
  }
  assert.equal((await reported.next()).code, 2);
  assert.equal((await closed.next()).final, false);
  globalThis.box.close();
  assert.equal(reported.left.length, 0);
});

test("ignores late answers and what it does not understand", async (t) => {
  const reported = calls();
  t.mock.method(console, "error", reported);
  const box = open(t);
  const socket = FakeSocket.last;
  const controller = new AbortController();
  const aborted = assert.rejects(box.request("a", 1, { signal: controller.signal }), { name: "AbortError" });
  const answer = box.request("b");
  socket.open();
  controller.abort();
  await aborted;
  assert.deepEqual(socket.sent, [{ Route: "a", Params: 1, Id: 1 }, { Route: "b", Id: 2 }, { Route: "$cancel", Id: 1 }]);
  socket.answer({ Id: 1, code: 499, msg: "Cancelled", data: null });
  socket.answer({ Id: 1, code: 0, msg: "ok", data: 1 });
  socket.answer({ Route: "nobody.listens", Params: 1 });
  socket.answer(null);
  socket.answer([1]);
  socket.answer({ code: 1, msg: "Invalid JSON payload", data: null });
  socket.text("<html>");
  assert.match((await reported.next()).message, /no JSON/);
  socket.answer({ Id: 2, code: 0, msg: "ok", data: "fine" });
  assert.equal(await answer, "fine");
  assert.equal(reported.left.length, 0);
});

test("gives a stream to its end", async (t) => {
  const items = [];
  const box = open(t);
  const socket = FakeSocket.last;
  socket.open();
  const stream = box.stream("numbers");
  const first = stream.next();
  for (let n = 1; n <= 3; n++) {
    socket.answer({ Id: 1, code: 0, msg: "next", data: n });
  }
  socket.answer({ Id: 1, code: 0, msg: "end", data: null });
  assert.deepEqual(await first, { value: 1, done: false });
  for await (const item of stream) {
    items.push(item);
  }
  assert.deepEqual(items, [2, 3]);
  assert.deepEqual(await stream.next(), { value: undefined, done: true });

  const failing = box.stream("numbers");
  const one = failing.next();
  socket.answer({ Id: 2, code: 0, msg: "next", data: null });
  socket.answer({ Id: 2, code: 7, msg: "Broken", data: [7] });
  assert.deepEqual(await one, { value: null, done: false });
  await assert.rejects(failing.next(), { name: "RouteError", code: 7, message: "Broken", data: [7] });
  assert.equal(socket.sent.length, 2);
});
