// JSON as text: checked and laid out, never rewritten.

const WIDTH = 72;
const DEEPEST_INDENT = 24;
const LONGEST_LAID_OUT = 20_000;
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s"{}[\],:]+/g;

/** What the browser finds wrong with a text as JSON; null if nothing. */
export function flaw(text) {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return error.message;
  }
}

/**
 * The text with line breaks where an object or an array is too long for one line, if it is JSON; else the text itself.
 * Only white space between tokens changes: JSON.stringify would turn 1.0 into 1 and 12345678901234567890 into another number.
 */
export function laidOut(text) {
  if (text.length > LONGEST_LAID_OUT || flaw(text) !== null) {
    return text;
  }
  const tokens = text.match(TOKEN);
  const ends = endsOf(tokens);
  const lines = [""];
  let depth = 0;
  const write = (token) => (lines[lines.length - 1] += token);
  const newLine = () => lines.push("  ".repeat(Math.min(depth, DEEPEST_INDENT)));

  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (ends.has(i)) {
      const end = ends.get(i);
      // A token has at least one character: most that are too long need not be joined to tell.
      const whole = end - i < WIDTH ? tokens.slice(i, end + 1).join("") : null;
      if (whole !== null && lines.at(-1).length + whole.length <= WIDTH) {
        write(whole);
        i = end;
      } else {
        write(token);
        depth++;
        newLine();
      }
    } else if (token === "}" || token === "]") {
      depth--;
      newLine();
      write(token);
    } else if (token === ",") {
      write(token);
      newLine();
    } else {
      write(token === ":" ? ": " : token);
    }
  }
  return lines.join("\n");
}

/** From the position of each opening bracket to that of its closing one. */
function endsOf(tokens) {
  const ends = new Map();
  const open = [];
  tokens.forEach((token, i) => {
    if (token === "{" || token === "[") {
      open.push(i);
    } else if (token === "}" || token === "]") {
      ends.set(open.pop(), i);
    }
  });
  return ends;
}
