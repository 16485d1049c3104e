// What the compiler is to find: a mistake in each line that says so, and in no other. It is compiled, and never run.

import { connect, ConnectionError, RouteError } from "signalbox";
import type { Closed, ConnectOptions } from "signalbox";

connect(); // wrong: no URL
connect(8080); // wrong: a number is no URL
connect("ws", { timeOut: 100 }); // wrong: no such option
connect("ws", { timeout: "100" }); // wrong: no number
connect("ws", { isFinal: () => "yes" }); // wrong: no boolean
connect("ws", { isFinal: ({ retryIn }) => retryIn === null }); // wrong: it is asked before that is known
connect("ws", { WebSocket: "ws" }); // wrong: no class
const nothing: ConnectOptions = { isFinal: null }; // wrong: a function or nothing

const box = connect("ws");
box.state = "open"; // wrong: it is read only
if (box.state === "opening") box.open(); // wrong: no such state
box.onopen = "chat.join"; // wrong: no function
box.onclose = (closed: Closed) => void (closed.final = true); // wrong: it is read only
box.onclose = ({ status }) => console.log(status + 1); // wrong: it may be null
box.onclose = ({ retryIn }) => console.log(retryIn + 1); // wrong: it may be null
box.send("hello"); // wrong: no such method
box.close("1000"); // wrong: no number
box.open("ws"); // wrong: it takes nothing

box.request(); // wrong: no route
box.request("hello", {}, { timeout: "1s" }); // wrong: no number
box.request("hello", {}, { signal: new AbortController() }); // wrong: the controller is not its signal
const { message } = await box.request("hello"); // wrong: nobody has said what is in the answer
const count: string = await box.request<number>("count"); // wrong: another type
for (const price of box.stream("prices")) console.log(price); // wrong: without await
for await (const price of box.stream<number>("prices")) price.trim(); // wrong: a number has no such method
(await box.stream<number>("prices").next()).value.toFixed(); // wrong: it may be over
box.on("price"); // wrong: no function
box.on("price", (price: string, route: number) => console.log(price, route)); // wrong: the route is its name
box.on("price", () => {}).off(); // wrong: it is a function

new RouteError("hello"); // wrong: no code
new ConnectionError("lost", { code: 1006 }); // wrong: the rest is missing
try {
  await box.request("hello");
} catch (error) {
  if (error instanceof RouteError) console.log(error.status); // wrong: only the other has it
  if (error instanceof ConnectionError) console.log(error.data); // wrong: only the other has it
}
console.log(nothing, message, count);
