// All that signalbox.d.ts declares, used as docs/javascript.md has it. It is compiled, and never run.

import { connect, ConnectionError, RouteError } from "signalbox";
import type { Box, CallOptions, Closed, ConnectOptions, Stream } from "signalbox";
import { connect as fromBeside } from "./signalbox/signalbox.js";

interface Price {
  of: string;
  cents: number;
}

class SignedIn extends WebSocket {
  constructor(url: string) {
    super(url, ["signed-in"]);
  }
}

const options: ConnectOptions = {
  timeout: Infinity,
  minDelay: 100,
  maxDelay: 10_000,
  isFinal: ({ code, reason, status }) => [1000, 1008, 4001].includes(code) || reason.startsWith("Moved") || status === 403,
  onopen: (opened) => opened.request("chat.join", { room: "lobby", name: "Ada" }),
  onclose: ({ code, final, retryIn }) => console.log(code, final ? "for good" : retryIn),
  WebSocket: SignedIn,
};
const box: Box = connect("ws", options);
const others: Box[] = [
  connect(new URL("wss://chat.example.com/ws")),
  connect("ws", { onopen: null, onclose: null }),
  fromBeside("ws", { WebSocket }),
];

const state: "connecting" | "open" | "waiting" | "closed" = box.state;
console.log(state, others.map((each) => each.state).filter((each) => each !== "closed"));

box.onopen = async (opened) => {
  const joined = ["lobby", "depot"].map((room) => opened.request("chat.join", { room, name: "Ada" }));
  console.log(await Promise.all(joined));
};
box.onopen = () => follow();
box.onopen = null;
box.onclose = (closed: Closed) => {
  const { code, reason, status, final, retryIn } = closed;
  const known: [number, string, number | null, boolean, number | null] = [code, reason, status, final, retryIn];
  console.log(known);
};
box.onclose = null;

const controller = new AbortController();
const own: CallOptions = { timeout: 100, signal: controller.signal };
const { message } = await box.request<{ message: string }>("hello", { name: "Ada" }, own);
console.log(message.length);
const anything: unknown = await box.request("now");
console.log(anything);

const off: () => void = box.on("chat.message", ({ name, text }, route) => console.log(`${route} ${name}: ${text}`));
const offToo = box.on<Price>("price", async (price) => price.cents + 1);
off();
offToo();

async function follow(): Promise<void> {
  try {
    for await (const price of box.stream<Price>("prices", { after: 0 }, own)) {
      console.log(price.of.length, price.cents + 1);
    }
  } catch (error) {
    if (error instanceof ConnectionError) {
      const name: "ConnectionError" = error.name;
      const { code, reason, status, final } = error;
      console.log(name, code + 1, reason.length, status ?? 0, final, error.stack);
    } else if (error instanceof RouteError) {
      const name: "RouteError" = error.name;
      console.log(name, error.code + 1, error.route.length, error.message.length, error.data);
    } else {
      throw error;
    }
  }
}

const stream: Stream<Price> = box.stream("prices");
const iterable: AsyncIterable<Price> = stream;
const again: Stream<Price> = stream[Symbol.asyncIterator]();
const first = await again.next();
console.log(iterable, first.done ? first.value : first.value.cents + 1);
const { done } = await stream.return("enough");
console.log(done);
await stream.return();

const errors: Error[] = [
  new RouteError("hello", 422, "Params do not fit", [{ field: "name", message: "is missing" }]),
  new ConnectionError("The connection is closed", { code: 1000, reason: "", status: null, final: true }),
];
console.log(errors);

box.open();
box.close();
box.close(4001);
box.close(1000, "Good night");
