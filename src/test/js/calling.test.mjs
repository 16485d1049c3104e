// Requests and events, against a real server.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { ConnectionError, RouteError, connect } from "../../main/resources/META-INF/resources/signalbox/signalbox.js";
import { Server, calls, newKey, until } from "./server.mjs";

let server;
let box;

before(async () => { server = await Server.start(); });
after(() => server.stop());
beforeEach(() => { box = connect(server.url); });
afterEach(() => box.close());

test("answers with the result", async () => {
  assert.deepEqual(await box.request("hello", { name: "Ada" }), { message: "Hello, Ada!" });
  assert.deepEqual(await box.request("echo", [1, "\u20ac \u{1f600}", null]), [1, "\u20ac \u{1f600}", null]);
  assert.equal(await box.request("echo"), null);
});

test("tells answers that overtake each other apart", async () => {
  const key = newKey();
  const slow = box.request("it.later", key);
  assert.equal(await box.request("echo", 1), 1);
  assert.deepEqual(await Promise.all([box.request("it.openGate", key), slow]), [true, key]);
});

test("waits for the connection with what is asked before", async () => {
  assert.equal(box.state, "connecting");
  const answers = [1, 2, 3].map((n) => box.request("echo", n));
  assert.deepEqual(await Promise.all(answers), [1, 2, 3]);
  assert.equal(box.state, "open");
});

test("rejects with the code, the words and the data of a failure", async () => {
  await assert.rejects(box.request("hello", {}), (error) => {
    assert(error instanceof RouteError && error instanceof Error);
    assert.equal(error.name, "RouteError");
    assert.equal(error.code, 1);
    assert.equal(error.route, "hello");
    assert.equal(error.data, null);
    assert.match(error.message, /^hello needs a name/);
    return true;
  });
  await assert.rejects(box.request("hello", [1]), ({ code, data }) => code === 422 && data.length === 1);
  await assert.rejects(box.request("nobody"), { code: 1, message: "Handler not found" });
});

test("takes back what takes longer than its timeout", async () => {
  const key = newKey();
  await assert.rejects(box.request("it.later", key, { timeout: 200 }), { name: "TimeoutError" });
  await until("the server knows", async () => await box.request("it.cancelled", key) === 1);
});

test("takes back what is aborted, with the reason", async () => {
  const key = newKey();
  const controller = new AbortController();
  const answer = box.request("it.later", key, { signal: controller.signal });
  await until("it runs", async () => await box.request("it.started", key) === 1);
  controller.abort(new Error("changed my mind"));
  await assert.rejects(answer, /changed my mind/);
  await until("the server knows", async () => await box.request("it.cancelled", key) === 1);
  await assert.rejects(box.request("echo", 1, { signal: controller.signal }), /changed my mind/);
});

test("writes the params when it is asked, and rejects what cannot be written", async () => {
  const params = { n: 1 };
  const answer = box.request("echo", params);
  params.n = 2;
  assert.deepEqual(await answer, { n: 1 });
  params.self = params;
  await assert.rejects(box.request("echo", params), TypeError);
  assert.equal(await box.request("echo", 3), 3);
});

test("calls the handlers of an event, and no others", async () => {
  const [one, two, other] = [calls(), calls(), calls()];
  box.on("it.event", one);
  const off = box.on("it.event", (params, route) => two([params, route]));
  box.on("it.other", other);
  await box.request("it.sendBack", 2);
  assert.deepEqual([await one.next(), await one.next()], [0, 1]);
  assert.deepEqual([await two.next(), await two.next()], [[0, "it.event"], [1, "it.event"]]);
  off();
  await box.request("it.sendBack", 1);
  assert.equal(await one.next(), 0);
  assert.equal(two.left.length, 0);
  assert.equal(other.left.length, 0);
});

test("keeps a handler that throws from nobody else, and reports it", async (t) => {
  const reported = calls();
  t.mock.method(console, "error", reported);
  const heard = calls();
  box.on("it.event", () => { throw new Error("first"); });
  box.on("it.event", async () => { throw new Error("second"); });
  box.on("it.event", heard);
  assert.equal(await box.request("it.sendBack", 1), 1);
  assert.equal(await heard.next(), 0);
  assert.deepEqual([(await reported.next()).message, (await reported.next()).message], ["first", "second"]);
});

test("carries many requests at once", async () => {
  const numbers = Array.from({ length: 2000 }, (_, n) => n);
  assert.deepEqual(await Promise.all(numbers.map((n) => box.request("echo", n))), numbers);
});

test("rejects what is under way when it is closed, and everything after", async () => {
  const closed = calls();
  box.onclose = closed;
  const key = newKey();
  const answer = box.request("it.later", key);
  await until("it runs", async () => await box.request("it.started", key) === 1);
  box.close();
  assert.equal(box.state, "closed");
  await assert.rejects(answer, (error) => error instanceof ConnectionError && error.final && error.code === 1000);
  await assert.rejects(box.request("echo", 1), { name: "ConnectionError", final: true });
  assert.deepEqual(await closed.next(), { code: 1000, reason: "", status: null, final: true, retryIn: null });

  box.open();
  assert.equal(await box.request("echo", 1), 1);
});

test("closes before it has connected", async () => {
  const answer = box.request("echo", 1);
  box.close();
  await assert.rejects(answer, ConnectionError);
});

test("needs a URL and a WebSocket", () => {
  assert.throws(() => connect("no url"), TypeError);
  assert.throws(() => connect(server.url, { WebSocket: null }), { name: "TypeError", message: /--experimental-websocket/ });
});

test("takes the address of a page for that of the socket", async () => {
  const other = connect(`${server.url.replace("ws:", "http:")}#top`);
  assert.equal(await other.request("echo", 1), 1);
  other.close();
});
