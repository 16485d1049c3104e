// The chat: rooms, who is there, what they say. Text reaches the page as text only, never as markup.

import { ConnectionError, RouteError } from "./signalbox/signalbox.js";
import { box, onOpen } from "./live.js";
import { element, timeOfDay } from "./element.js";

const MOST = 200;
const MOST_NAMES = 5;
const COLOURS = 6;

const [people, rooms, room, log, messages, enter, name, say, text, as, hint] = [
  "people", "rooms", "room", "said", "messages", "enter", "name", "say", "text", "as", "chat-hint",
].map((id) => document.getElementById(id));

/** Where this window is: the room, the name that it has there, and what it has seen. Null before it has joined. */
let here = null;
let wish = "lobby";

/** What the server calls this window, once for each connection that it has had. Anybody may take the same name. */
const own = new Set();

/** What came for a room before this window knew that it was in. */
let early = [];
let joining = Promise.resolve();

/** What is done with the storage of this window; null where the browser does not let the page have it. */
function stored(use) {
  try {
    return use(sessionStorage);
  } catch {
    return null;
  }
}

/** One at a time, or two quick clicks would leave one room twice and another never. */
function join(to) {
  const joined = joining.then(() => change(to));
  joining = joined.catch(() => {});
  return joined;
}

async function change(to) {
  const previous = here?.room;
  early = [];
  const joined = await box.request("chat.join", { room: to, name: name.value });
  if (previous !== joined.room) {
    messages.replaceChildren();
    here = { seen: new Set(), revision: -1 };
  }
  Object.assign(here, { room: joined.room, name: joined.name });
  own.add(joined.you);
  stored((storage) => storage.setItem("name", joined.name));
  joined.messages.forEach(show);
  early.filter((message) => message.room === joined.room).forEach(show);
  showPeople(joined.people);
  showRooms();
  if (previous !== undefined && previous !== joined.room) {
    await box.request("chat.leave", { room: previous });
  }
}

/** Runs what a form asks for, and says what went wrong. */
async function attempt(work) {
  hint.textContent = "Enter sends.";
  hint.classList.remove("wrong");
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RouteError || error instanceof ConnectionError || error.name === "TimeoutError")) {
      throw error;
    }
    hint.textContent = error.message;
    hint.classList.add("wrong");
    return false;
  }
}

function append(entry) {
  const atTheEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
  messages.append(entry);
  if (messages.childElementCount > MOST) {
    messages.firstElementChild.remove();
  }
  // Somebody who has scrolled back to read an older message is left there.
  if (atTheEnd) {
    log.scrollTop = log.scrollHeight;
  }
}

function show(message) {
  // What is said while this window joins comes twice: as an event, and in the answer.
  const key = `${message.time} ${message.number}`;
  if (message.room !== here?.room) {
    early = [...early.slice(1 - MOST), message];
    return;
  }
  if (here.seen.has(key)) {
    return;
  }
  here.seen.add(key);
  if (here.seen.size > MOST) {
    here.seen.delete(here.seen.values().next().value);
  }
  const mine = own.has(message.from);
  const entry = element("li", mine ? "message mine" : "message");
  const initial = element("span", `initial colour-${colour(message.from)}`, [...message.name][0].toUpperCase());
  initial.ariaHidden = "true";
  const said = element("time", "", timeOfDay(new Date(message.time)).slice(0, 5));
  said.dateTime = message.time;
  entry.append(initial, element("span", "name", message.name), said, element("p", "", message.text));
  append(entry);
}

function showPeople({ room: of, revision, count, names, news }) {
  // Events of two who come and go at once may overtake each other.
  if (of !== here?.room || revision <= here.revision) {
    return;
  }
  here.revision = revision;
  const shown = names.slice(0, MOST_NAMES);
  const others = count - shown.length;
  people.textContent = `${count} here: ${shown.join(", ")}${others > 0 ? ` and ${others} more` : ""}`;
  if (news) {
    append(element("li", "note", news));
  }
}

function showRooms() {
  log.ariaLabel = `Messages in ${here.room}`;
  as.textContent = `to ${here.room}, as ${here.name}`;
  enter.hidden = true;
  say.hidden = false;
  if (!rooms.querySelector(`[data-room="${here.room}"]`)) {
    const other = element("button", "", here.room);
    other.type = "button";
    other.dataset.room = here.room;
    room.before(other);
  }
  for (const choice of rooms.querySelectorAll("button")) {
    choice.ariaPressed = String(choice.dataset.room === here.room);
  }
}

function colour(words) {
  return [...words].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 997, 7) % COLOURS;
}

/** Before there is a name, a room is only wished for. */
async function goTo(to) {
  if (here) {
    return attempt(async () => {
      await join(to);
      return true;
    });
  }
  wish = to;
  for (const choice of rooms.querySelectorAll("button")) {
    choice.ariaPressed = String(choice.dataset.room === to);
  }
  name.focus();
  return true;
}

rooms.addEventListener("click", async ({ target }) => {
  if (target.matches("button") && await goTo(target.dataset.room) && here) {
    text.focus();
  }
});

rooms.addEventListener("submit", async (event) => {
  event.preventDefault();
  const to = room.value.trim().toLowerCase();
  if (to && await goTo(to)) {
    room.value = "";
    (here ? text : name).focus();
  }
});

enter.addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(async () => {
    await join(wish);
    text.focus();
  });
});

say.addEventListener("submit", (event) => {
  event.preventDefault();
  const words = text.value;
  if (words.trim()) {
    attempt(async () => {
      await box.request("chat.say", { room: here.room, text: words });
      if (text.value === words) {
        text.value = "";
      }
    });
  }
});

box.on("chat.message", show);
box.on("chat.people", showPeople);
name.value = stored((storage) => storage.getItem("name")) ?? "";

// Another connection is another member: it has to join again. At once, before what waits is sent: words that were written
// without a connection need the room, and a room that was chosen meanwhile comes after it.
onOpen(() => {
  if (!here) {
    return null;
  }
  here.revision = -1;
  const again = change(here.room);
  joining = Promise.allSettled([joining, again]);
  return again;
});
