// A server in a process of its own: the demo, with the routes of the tests beside it. It can be killed and come back.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

const { SIGNALBOX_JAVA: java = "java", SIGNALBOX_CLASS_PATH: classPath } = process.env;

export class Server {
  #process;
  #settings;
  #port = 0;

  static async start(settings = {}) {
    const server = new Server();
    server.#settings = settings;
    await server.restart();
    return server;
  }

  get url() {
    return `ws://127.0.0.1:${this.#port}/ws`;
  }

  /** On the port that it had, if it has run before; with other settings, if some are given. */
  async restart(settings = this.#settings) {
    this.#settings = settings;
    const properties = { "signalbox.host": "127.0.0.1", "signalbox.port": this.#port, ...settings };
    const options = Object.entries(properties).map(([key, value]) => `-D${key}=${value}`);
    this.#process = spawn(java, ["-Xmx256m", ...options, "-cp", classPath, "io.github.signalbox.demo.Demo"], {
      stdio: ["ignore", "pipe", process.env.SIGNALBOX_LOG ? "inherit" : "ignore"],
    });
    for await (const line of createInterface({ input: this.#process.stdout })) {
      const address = line.match(/ws:\/\/127\.0\.0\.1:(\d+)\/ws/);
      if (address) {
        this.#port = Number(address[1]);
        this.#process.stdout.resume();
        return;
      }
    }
    throw new Error("The server has ended without telling its address");
  }

  async stop(signal = "SIGKILL") {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const gone = once(this.#process, "exit");
      this.#process.kill(signal);
      await gone;
    }
  }
}

/** Waits for a condition, with a deadline. */
export async function until(what, condition) {
  const deadline = Date.now() + 20_000;
  while (!await condition()) {
    if (Date.now() > deadline) {
      throw new Error(`Not in time: ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A promise that calls of a function fulfil, one after another: for events. */
export function calls() {
  const arrived = [];
  const waiting = [];
  const call = (value) => {
    const next = waiting.shift();
    next ? next(value) : arrived.push(value);
  };
  call.next = () => arrived.length > 0
    ? Promise.resolve(arrived.shift())
    : new Promise((resolve) => waiting.push(resolve));
  call.left = arrived;
  return call;
}

let keys = 0;

/** A name that no other test uses. */
export const newKey = () => `js-${process.pid}-${++keys}`;
