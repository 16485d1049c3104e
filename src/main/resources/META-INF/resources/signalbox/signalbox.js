// Signalbox's client: requests, streams and events over one WebSocket that comes back by itself. An ES module without
// dependencies, for browsers and for Node from 20 on. signalbox.d.ts beside it says what everything exported does.

const DEFAULTS = {
  timeout: 30_000, minDelay: 500, maxDelay: 30_000,
  isFinal: ({ code, status }) => code === 1000 || code === 1008 || status === 401 || status === 403,
};
const LOST = "The connection was lost, and whether this was handled is not known";
const CLOSED = "The connection is closed";
const HANDSHAKE_WITHIN = 20_000;
// A connection that ends sooner has not shown that the server is well: the delays go on growing.
const STABLE_AFTER = 5_000;
// A timer that is to wait longer does not wait at all.
const LONGEST_WAIT = 2 ** 31 - 1;

export function connect(url, options) { return new Box(url, options); }

export class RouteError extends Error {
  name = "RouteError";

  constructor(route, code, msg, data) {
    super(msg);
    Object.assign(this, { route, code, data });
  }
}

export class ConnectionError extends Error {
  name = "ConnectionError";

  constructor(message, { code, reason, status, final }) {
    super(`${message} (${status ? `HTTP ${status}` : code}${reason && ` ${reason}`})`);
    Object.assign(this, { code, reason, status, final });
  }
}

class Box {
  #url;
  #options;
  #state = "closed";
  #socket = null;
  #openSince = 0;
  #attempts = 0;
  #timer;
  #closed;
  #lastId = 0;
  #calls = new Map();
  #handlers = new Map();
  #networkIsBack = () => this.#state === "waiting" && this.#openAgain();

  constructor(url, options) {
    this.#url = new URL(url, globalThis.location?.href);
    this.#url.protocol = this.#url.protocol.replace("http", "ws");
    this.#url.hash = "";
    this.#options = { ...DEFAULTS, WebSocket: globalThis.WebSocket, ...present(options) };
    this.onopen = this.#options.onopen ?? null;
    this.onclose = this.#options.onclose ?? null;
    if (!this.#options.WebSocket) {
      throw new TypeError("No WebSocket here: Node before 22 needs --experimental-websocket, or { WebSocket } of ws");
    }
    this.open();
  }

  get state() { return this.#state; }

  on(route, handler) {
    const handlers = this.#handlers.get(route) ?? new Set();
    const own = (params) => handler(params, route);
    this.#handlers.set(route, handlers.add(own));
    return () => void handlers.delete(own);
  }

  request(route, params, options) {
    return new Promise((resolve, reject) => {
      const call = this.#call(route, params, options, reject, (msg, data) => {
        if (msg !== "ok") return call.abandon(new TypeError(`${route} is a stream: ask for it with stream()`));
        call.settle();
        resolve(data);
      });
    });
  }

  stream(route, params, options) {
    let call, items;
    const reader = new ReadableStream({
      start: (controller) => void (items = controller),
      cancel: () => call.cancel(),
    }).getReader();
    const fail = (error, atOnce) => {
      if (atOnce) return items.error(error);
      items.enqueue({ error });
      items.close();
    };
    const receive = (msg, data) => {
      if (msg !== "end") items.enqueue({ data });
      if (msg !== "next") { // The answer of an ordinary route is a stream of one item.
        call.settle();
        items.close();
      }
    };
    return {
      next: async () => {
        call ??= this.#call(route, params, options, fail, receive, true);
        const { value, done } = await reader.read();
        if (value?.error) throw value.error;
        return { value: value?.data, done };
      },
      return: async (value) => {
        call ??= { cancel() {} };
        await reader.cancel().catch(() => {}); // That it has failed, next() has told.
        return { value, done: true };
      },
      [Symbol.asyncIterator]() { return this; },
    };
  }

  open() {
    if (this.#state === "open" || this.#state === "connecting") return;
    const socket = new this.#options.WebSocket(this.#url.href); // It may throw: the next attempt remains.
    clearTimeout(this.#timer);
    this.#socket = socket;
    this.#state = "connecting";
    let refusal, isOver;
    const over = ({ code, reason = "" }) => {
      if (isOver || socket !== this.#socket) return;
      isOver = true;
      this.#over(socket, code, reason, refusal);
    };
    const listen = (event, listener) => socket.addEventListener(event, (e) => socket === this.#socket && listener(e));
    listen("open", () => this.#opened());
    listen("message", ({ data }) => this.#received(data));
    listen("close", over);
    // Where a close event follows, it tells more. After a refused handshake, none does in Node 20.
    listen("error", () => this.#state === "connecting" && setTimeout(over, 0, { code: 1006 }));
    // Only the package ws shows what a handshake was answered with.
    socket.on?.("unexpected-response", (request, { statusCode, headers }) => {
      refusal = { status: statusCode, retryAfter: headers["retry-after"] };
      socket.terminate();
    });
    this.#timer = setTimeout(() => {
      over({ code: 1006, reason: "No handshake in time" });
      socket.close();
    }, HANDSHAKE_WITHIN);
  }

  #openAgain() {
    // A WebSocket of the application's own may throw: no better than a lost connection.
    guarded(() => this.open()).catch((error) => this.#over(null, 1006, "", {}).then(() => report(error)));
  }

  close(code = 1000, reason = "") {
    this.#socket?.close(code, reason);
    if (this.#state !== "closed") {
      this.#leave({ code, reason, status: null, final: true, retryIn: null });
    }
  }

  #opened() {
    clearTimeout(this.#timer);
    this.#state = "open";
    this.#openSince = Date.now();
    // What it sends before its first await is handled before what has waited. All of it may take for ever: a stream, say.
    guarded(this.onopen, this).catch((error) => error instanceof ConnectionError || report(error));
    this.#calls.forEach((call) => this.#send(call));
  }

  #received(text) {
    let message;
    try {
      message = JSON.parse(text);
    } catch (cause) {
      return report(new Error("This is no Signalbox: what the server has sent is no JSON", { cause }));
    }
    const { Route: route, Params: params, Id: id, code, msg, data } = message ?? {};
    const call = this.#calls.get(id);
    if (id === undefined) {
      const handlers = this.#handlers.get(route) ?? new Set();
      [...handlers].forEach((handler) => handlers.has(handler) && guarded(handler, params).catch(report));
    } else if (code === 0) {
      call?.receive(msg, data);
    } else if (call) {
      call.settle();
      call.fail(new RouteError(call.route, code, msg, data));
    }
  }

  async #over(socket, code, because, refusal) {
    const wasOpen = this.#state === "open";
    const { status = null, retryAfter, title = "" } = wasOpen ? {} : refusal ?? await probe(this.#url, this.#openSince > 0);
    if (socket !== this.#socket) return;
    const closed = { code, reason: because || title, status, final: false, retryIn: null };
    try {
      closed.final = Boolean(this.#options.isFinal({ ...closed }));
    } catch (error) {
      report(error);
    }
    const asked = milliseconds(retryAfter);
    if (!closed.final) {
      const wasStable = wasOpen && Date.now() - this.#openSince >= STABLE_AFTER;
      this.#attempts = wasStable ? 1 : this.#attempts + 1;
      const ceiling = Math.min(this.#options.maxDelay, this.#options.minDelay * 2 ** (this.#attempts - 1));
      closed.retryIn = Math.min(LONGEST_WAIT, asked + Math.round(ceiling * (1 + Math.random()) / 2));
    }
    this.#leave(closed, asked > 0);
  }

  #leave(closed, isHeldBack) {
    clearTimeout(this.#timer);
    globalThis.removeEventListener?.("online", this.#networkIsBack);
    this.#socket = null;
    this.#closed = closed;
    this.#state = closed.final ? "closed" : "waiting";
    if (closed.final) {
      this.#attempts = this.#openSince = 0; // To open() it again is to begin anew.
    } else {
      this.#timer = setTimeout(() => this.#openAgain(), closed.retryIn);
      isHeldBack || globalThis.addEventListener?.("online", this.#networkIsBack);
    }
    for (const call of this.#calls.values()) {
      if (call.sent || closed.final) { // The others wait for the next connection.
        call.settle();
        call.fail(new ConnectionError(call.sent ? LOST : CLOSED, closed));
      }
    }
    guarded(this.onclose, closed).catch(report);
  }

  #call(route, params, { timeout = this.#options.timeout, signal } = {}, fail, receive, isStream) {
    signal?.throwIfAborted();
    if (this.#state === "closed") throw new ConnectionError(CLOSED, this.#closed);
    const id = ++this.#lastId;
    const text = JSON.stringify({ Route: route, Params: params, Id: id });
    const call = { route, text, sent: false, isStream, fail, receive };
    call.settle = () => {
      clearTimeout(call.timer);
      signal?.removeEventListener("abort", aborted);
      return this.#calls.delete(id);
    };
    call.cancel = () => call.settle() && call.sent && this.#socket.send(JSON.stringify({ Route: "$cancel", Id: id }));
    call.abandon = (error) => {
      call.cancel();
      fail(error, true);
    };
    const aborted = () => call.abandon(signal.reason);
    const late = () => call.abandon(new DOMException(`No answer from ${route} in ${timeout} ms`, "TimeoutError"));
    call.timer = timeout < Infinity ? setTimeout(late, Math.min(timeout, LONGEST_WAIT)) : undefined;
    signal?.addEventListener("abort", aborted);
    this.#calls.set(id, call);
    this.#send(call);
    return call;
  }

  #send(call) {
    if (this.#state === "open" && !call.sent) {
      call.sent = true;
      this.#socket.send(call.text);
      if (call.isStream) clearTimeout(call.timer); // It may be silent for as long as it likes.
    }
  }
}

/** What a handshake was refused with: browsers do not tell, but the address does when it is asked plainly. */
async function probe({ href }, wasLetIn) {
  const url = new URL(href.replace(/^ws/, "http"));
  const plain = await ask(url, "GET");
  // No handshake without an Origin is refused, and no browser names one in a GET to the page's own server.
  const answer = plain.status === 426 ? await ask(url, "OPTIONS") : plain;
  const isElsewhere = globalThis.location && globalThis.location.origin !== url.origin;
  // Signalbox means the handshake. What others say may be meant for the method, or for who sends no cookies.
  const counts = answer.title || answer === plain && !isElsewhere && !(answer.status === 403 && wasLetIn);
  return counts ? answer : {};
}

/** Of the answers that count in any case, each is a problem with a title. */
async function ask(url, method) {
  try {
    const signal = AbortSignal.timeout(5_000);
    const response = await fetch(url, { method, cache: "no-store", redirect: "manual", signal });
    const isProblem = response.headers.get("Content-Type")?.startsWith("application/problem+json");
    const title = isProblem ? (await response.json()).title ?? "" : "";
    isProblem || response.body?.cancel();
    return { status: response.status || null, retryAfter: response.headers.get("Retry-After"), title };
  } catch {
    return {};
  }
}

/** Of a Retry-After: seconds, or a date (RFC 9110, section 10.2.3). */
function milliseconds(retryAfter) {
  const wait = /^\d+$/.test(retryAfter) ? retryAfter * 1000 : Date.parse(retryAfter) - Date.now();
  return wait > 0 ? wait : 0;
}

const present = (options = {}) => Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));

/** What it throws rejects the promise, as what it returns does. */
const guarded = async (f, ...args) => f?.(...args);

/** As an error that nobody has caught, but without an end to the program in Node. */
const report = (error) => (globalThis.reportError ?? console.error)(error);
