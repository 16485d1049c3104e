// A WebSocket without a network, for what no real server does when it is asked to: time, chance and broken messages.

export class FakeSocket extends EventTarget {
  static made = [];
  sent = [];

  constructor(url) {
    super();
    this.url = url;
    FakeSocket.made.push(this);
  }

  static get last() {
    return FakeSocket.made.at(-1);
  }

  open() {
    this.dispatchEvent(new Event("open"));
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  answer(message) {
    this.text(JSON.stringify(message));
  }

  text(data) {
    this.dispatchEvent(Object.assign(new Event("message"), { data }));
  }

  lose(code = 1006, reason = "") {
    this.dispatchEvent(Object.assign(new Event("close"), { code, reason }));
  }

  close(code) {
    this.closedWith = code;
  }
}
