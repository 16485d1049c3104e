/**
 * The client of Signalbox: requests with answers, streams and events over one WebSocket that comes back by itself.
 *
 *     import { connect } from "./signalbox/signalbox.js";
 *
 *     const box = connect("ws", { onopen: (box) => box.request("chat.join", "lobby") });
 *     box.on("chat.message", (message) => show(message));
 *     const { message } = await box.request("hello", { name: "Ada" });
 *     for await (const tick of box.stream("clock", {})) show(tick);
 *
 * It needs `WebSocket`, which browsers and Node from 22 on have. Node 20 has it with `--experimental-websocket`; with any Node,
 * the class of the package `ws` may be given instead: `connect(url, { WebSocket })`.
 */

/**
 * Begins to connect, and stays connected until {@link Box.close} or a final refusal: after each loss it tries again, with
 * delays that grow and differ from client to client.
 *
 * @param url `ws:` or `wss:`, or `http:` or `https:`, which stand for these; in a page, relative to the page's address
 * @throws TypeError if this is no URL, or if there is no WebSocket
 */
export function connect(url: string | URL, options?: ConnectOptions): Box;

/** One server, now and after each reconnection. */
export interface Box {
  /**
   * `connecting`: a handshake is under way. `open`: connected. `waiting`: not connected, and going to try again.
   * `closed`: by {@link Box.close} or for a final reason; only {@link Box.open} connects again.
   */
  readonly state: "connecting" | "open" | "waiting" | "closed";

  /**
   * Called each time the connection has opened: the place to join rooms again. What it sends before its first `await` goes out
   * before what has waited for the connection, and is handled before it; what it sends later, behind. A promise that it returns
   * is looked after, not waited for: a {@link ConnectionError} means that the connection is lost, and the next one calls it
   * again; any other error is reported as uncaught.
   */
  onopen: ((box: Box) => unknown) | null;

  /** Called each time the connection has been lost or refused, and by {@link Box.close}. */
  onclose: ((closed: Closed) => unknown) | null;

  /**
   * Asks a route, and answers with its result.
   *
   * Without a connection it waits for one, as long as its timeout lets it. It is sent once: what was under way when the
   * connection was lost is rejected and never sent again, since nobody knows whether it was handled.
   *
   * @param route the route's name
   * @param params anything that `JSON.stringify` can write, and does at once; left out, the route gets null
   * @returns rejected with {@link RouteError} if the route failed, with {@link ConnectionError} if the connection was lost or
   *     is closed, with a `DOMException` called `TimeoutError` after the timeout, with the signal's reason when it is aborted,
   *     with a `TypeError` if the params cannot be written or the route is a stream
   */
  request<Result = unknown>(route: string, params?: unknown, options?: CallOptions): Promise<Result>;

  /**
   * Asks a route for a stream. It is sent when the first item is asked for, by `for await` or `next()`.
   *
   * Leaving the loop, or `return()`, tells the server to stop. The server does not wait for the loop: items that come faster
   * are kept, without a limit. When the connection is lost, the items that have arrived are still delivered, and then
   * {@link ConnectionError} is thrown; a stream does not go on with the next connection. Other failures are those of
   * {@link Box.request}, but the timeout is only for the wait for a connection. A route that is no stream gives one item.
   *
   * @param route the route's name
   * @param params as in {@link Box.request}
   * @returns to be gone through once
   */
  stream<Item = unknown>(route: string, params?: unknown, options?: CallOptions): Stream<Item>;

  /**
   * Calls a function with the params of each event of that name, as long as this object lives: reconnections do not matter.
   * What one function throws keeps nothing from the others, and is reported as uncaught.
   *
   * @param route the event's name, compared exactly
   * @returns a function that ends it
   */
  on<Params = any>(route: string, handler: (params: Params, route: string) => unknown): () => void;

  /**
   * Connects at once, if it waits or is closed; else does nothing. What was registered is still there. After the end, the delays
   * begin anew.
   *
   * @throws what the class of {@link ConnectOptions.WebSocket} throws; the state is as before, and so is the next attempt
   */
  open(): void;

  /**
   * Closes the connection, rejects what was under way or waiting with {@link ConnectionError}, and does not try again.
   *
   * @param code 1000, the default, or 3000 to 4999
   * @param reason at most 123 bytes of UTF-8
   */
  close(code?: number, reason?: string): void;
}

/** Items as they arrive. */
export interface Stream<Item> extends AsyncIterableIterator<Item> {
  next(): Promise<IteratorResult<Item, undefined>>;
  return(value?: unknown): Promise<IteratorResult<Item, any>>;
  [Symbol.asyncIterator](): Stream<Item>;
}

/** For one request or stream. */
export interface CallOptions {
  /** Milliseconds, from the call on; `Infinity` for none. Default: that of {@link ConnectOptions}. */
  timeout?: number;
  /** Takes it back: the server is told with `$cancel`, and the caller gets the signal's reason. */
  signal?: AbortSignal;
}

/** For a connection and all that follow it. */
export interface ConnectOptions {
  /** Milliseconds for each request that does not say otherwise, `Infinity` for none. Default: 30000. */
  timeout?: number;
  /** Milliseconds before the first attempt after a loss; doubled from one attempt to the next. Default: 500. */
  minDelay?: number;
  /** The most that it becomes. Each delay is drawn at random from its second half. Default: 30000. */
  maxDelay?: number;
  /**
   * Whether not to try again. Default: after close codes 1000 and 1008, and HTTP status 401 and 403. An application that
   * closes connections with codes of its own, 3000 to 4999, may want to add them.
   */
  isFinal?: (closed: Pick<Closed, "code" | "reason" | "status">) => boolean;
  /** See {@link Box.onopen}. */
  onopen?: Box["onopen"];
  /** See {@link Box.onclose}. */
  onclose?: Box["onclose"];
  /** The class to connect with. Default: the global one. */
  WebSocket?: new (url: string) => unknown;
}

/** How a connection ended, or an attempt to connect. */
export interface Closed {
  /** RFC 6455, section 7.4.1. 1006 means that there was no closing handshake: lost, refused, or never reached. */
  readonly code: number;
  /** What came with the close code, or the title of a refusal of Signalbox's. May be empty. */
  readonly reason: string;
  /**
   * The HTTP status that the handshake was refused with, as far as that can be seen: the package `ws` shows it, and where that
   * is not in use the address is asked with a plain GET and, in case, with OPTIONS. Of other sites than the page's, only
   * Signalbox's own answers are believed, and a 403 of somebody else's only as long as this client has never been let in. Else
   * null.
   */
  readonly status: number | null;
  /** Whether that is the end: the state is `closed` then, and `waiting` otherwise. */
  readonly final: boolean;
  /** Milliseconds until the next attempt, not before what a `Retry-After` asks for; null if there is none. */
  readonly retryIn: number | null;
}

/** A route answered with a failure: `message` is its `msg`. */
export class RouteError extends Error {
  constructor(route: string, code: number, msg: string, data: unknown);
  readonly name: "RouteError";
  readonly route: string;
  /** Signalbox's own are 1, 401, 403, 408, 422, 429, 499 and 503. */
  readonly code: number;
  /** What the route has added; a list of `{field, message}` with 422; else null. */
  readonly data: any;
}

/** The connection was lost while a request was under way, or is closed. */
export class ConnectionError extends Error {
  constructor(message: string, closed: Pick<Closed, "code" | "reason" | "status" | "final">);
  readonly name: "ConnectionError";
  readonly code: number;
  readonly reason: string;
  readonly status: number | null;
  readonly final: boolean;
}
