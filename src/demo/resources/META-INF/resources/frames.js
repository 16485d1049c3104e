// The list of frames. Text reaches the page as text only, never as markup.

import { element, timeOfDay } from "./element.js";
import { laidOut } from "./json.js";

const MOST = 500;
const DIRECTIONS = { sent: "Sent", received: "Received" };

export class Frames {
  #list;
  #box;

  /** The list, in a box that scrolls. */
  constructor(list) {
    this.#list = list;
    this.#box = list.parentElement;
  }

  /** Adds a frame or a note about the connection; kind is "sent", "received" or "note". */
  add(kind, text) {
    const list = this.#list;
    const box = this.#box;
    const atTheEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 40;

    const now = new Date();
    const time = element("time", "", timeOfDay(now));
    time.dateTime = now.toISOString();
    const entry = element("li", kind);
    if (kind === "note") {
      entry.append(element("p", "", text), time);
    } else {
      entry.append(element("span", "direction", DIRECTIONS[kind]), time, element("pre", "", laidOut(text)));
    }
    list.append(entry);

    if (list.childElementCount > MOST) {
      list.firstElementChild.remove();
    }
    // Somebody who has scrolled back to read an older frame is left there.
    if (atTheEnd) {
      box.scrollTop = box.scrollHeight;
    }
  }

  /** Scrolls the page, where it is too low for the list. */
  reveal() {
    this.#box.scrollIntoView({ block: "nearest" });
  }

  clear() {
    this.#list.replaceChildren();
  }
}
