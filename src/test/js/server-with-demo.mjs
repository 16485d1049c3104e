// The demo as some server has it, with the client that it serves. SIGNALBOX_URL is the root of the application.

import assert from "node:assert/strict";
import { afterEach, before, beforeEach, test } from "node:test";
import { calls } from "./server.mjs";

const { SIGNALBOX_URL: root } = process.env;
const MAX_PENDING = 64;
const LIMITED = { timeout: 20_000 };

let connect;
let ada;
let bob;

before(async () => {
  // Node imports nothing over HTTP.
  const answer = await fetch(new URL("signalbox/signalbox.js", root));
  ({ connect } = await import(`data:text/javascript,${encodeURIComponent(await answer.text())}`));
}, LIMITED);
beforeEach(() => { [ada, bob] = [connect(new URL("ws", root).href), connect(new URL("ws", root).href)]; });
afterEach(() => [ada, bob].forEach((box) => box.close()));

test("answers requests", LIMITED, async () => {
  assert.deepEqual(await ada.request("hello", { name: "Ada" }), { message: "Hello, Ada!" });
  assert.deepEqual(await ada.request("echo", [1, "\u20ac \u{1f600}", null]), [1, "\u20ac \u{1f600}", null]);
});

test("tells what does not fit", LIMITED, async () => {
  await assert.rejects(
    ada.request("hello", { name: [1] }),
    ({ name, code, data }) => name === "RouteError" && code === 422 && data.length === 1);
});

test("streams until the loop is left", LIMITED, async () => {
  const numbers = [];
  for await (const { number } of ada.stream("clock", { millis: 10 })) {
    numbers.push(number);
    if (numbers.length === 5) {
      break;
    }
  }
  assert.equal(numbers[0], 1);
  assert(numbers.every((number, n) => n === 0 || number > numbers[n - 1]), numbers.join());
  // More than may be pending: the last would never begin if those before were not over.
  for (let n = 0; n <= MAX_PENDING; n++) {
    for await (const { number } of ada.stream("clock", { millis: 10 })) {
      assert.equal(number, 1);
      break;
    }
  }
  assert.equal(await ada.request("echo", 1), 1);
});

test("sends what somebody says in a room to the others", LIMITED, async () => {
  const room = `room-${process.pid}`;
  const [heard, people] = [calls(), calls()];
  bob.on("chat.message", heard);
  await bob.request("chat.join", { room, name: "Bob" });
  bob.on("chat.people", people);
  await ada.request("chat.join", { room, name: "Ada" });
  assert.match(JSON.stringify(await people.next()), /Ada is here/);

  const said = await ada.request("chat.say", { room, text: "Hello, Bob \u20ac" });
  assert.equal(said.text, "Hello, Bob \u20ac");
  assert.deepEqual(await heard.next(), said);
  assert.equal(heard.left.length, 0);
});
