package io.github.signalbox.json;

/**
 * A place in a JSON text that moves forward over whole values, strings and white space, and no further than the grammar
 * of RFC 8259 allows. It keeps nothing of what it passes and does not recurse, so that depth costs a bit and no stack.
 *
 * <p>A method that answers false has found text that is not JSON; the cursor is of no use afterwards. Not thread-safe.
 *
 * <p>Reads with {@link String#charAt}: measured against a copy in a {@code char[]}, see {@code EnvelopeBenchmark}.
 */
public final class JsonCursor {

    /** What {@link #peek} answers at the end of the text; no JSON text holds it. */
    private static final char END = '\0';

    private final String text;
    private final int maxDepth;
    private final PlainText plain;

    private final Brackets open = new Brackets();
    private int position;
    private boolean escaped;

    /**
     * Stands before the first character.
     *
     * @param text what to read
     * @param maxDepth how many arrays and objects may stand inside each other in one value
     */
    public JsonCursor(String text, int maxDepth) {
        this.text = text;
        this.maxDepth = maxDepth;
        this.plain = new PlainText(text);
    }

    /**
     * Where it stands.
     *
     * @return an index of the text, its length at the end
     */
    public int position() {
        return position;
    }

    /**
     * Whether the string passed last holds an escape.
     *
     * @return false if it says what it looks like
     */
    public boolean escaped() {
        return escaped;
    }

    /**
     * Whether the text has been passed.
     *
     * @return false if something stands here
     */
    public boolean atEnd() {
        return position == text.length();
    }

    private char peek() {
        return at(position);
    }

    /**
     * Passes this one character.
     *
     * @param expected not NUL
     * @return false if another one stands here, or none
     */
    public boolean skip(char expected) {
        if (peek() != expected) {
            return false;
        }
        position++;
        return true;
    }

    /** Passes white space, if there is any. */
    public void skipWhiteSpace() {
        while (isWhiteSpace(peek())) {
            position++;
        }
    }

    /**
     * Passes the colon after a member's name, and the white space around it.
     *
     * @return false if there is none
     */
    public boolean skipColon() {
        skipWhiteSpace();
        if (!skip(':')) {
            return false;
        }
        skipWhiteSpace();
        return true;
    }

    /**
     * Passes one value of any kind that starts right here.
     *
     * @return false if none does
     */
    public boolean skipValue() {
        do {
            char c = peek();
            boolean brace = c == '{';
            if (brace || c == '[') {
                if (open.depth() == maxDepth) {
                    return false;
                }
                position++;
                skipWhiteSpace();
                if (!skip(brace ? '}' : ']')) {
                    open.push(brace);
                    if (brace && !skipName()) {
                        return false;
                    }
                    continue;
                }
            } else if (!skipScalar(c)) {
                return false;
            }
            if (!skipToNextValue()) {
                return false;
            }
        } while (open.depth() > 0);
        return true;
    }

    /** Passes what may stand after a value, up to the next one or until nothing is open any more. */
    private boolean skipToNextValue() {
        while (open.depth() > 0) {
            boolean brace = open.isBrace();
            skipWhiteSpace();
            if (skip(',')) {
                skipWhiteSpace();
                return !brace || skipName();
            }
            if (!skip(brace ? '}' : ']')) {
                return false;
            }
            open.pop();
        }
        return true;
    }

    private boolean skipName() {
        return skipString() && skipColon();
    }

    private boolean skipScalar(char first) {
        return switch (first) {
            case '"' -> skipString();
            case 't' -> skipLiteral("true");
            case 'f' -> skipLiteral("false");
            case 'n' -> skipLiteral("null");
            default -> skipNumber();
        };
    }

    private boolean skipLiteral(String literal) {
        if (!text.startsWith(literal, position)) {
            return false;
        }
        position += literal.length();
        return true;
    }

    /**
     * Passes a string, from quote to quote.
     *
     * @return false if none starts right here
     */
    public boolean skipString() {
        if (peek() != '"') {
            return false;
        }
        boolean escapes = false;
        int i = plain.end(position + 1);
        while (at(i) == '\\') {
            escapes = true;
            int next = afterEscape(i + 1);
            if (next < 0) {
                return false;
            }
            i = plain.end(next);
        }
        position = i + 1;
        escaped = escapes;
        return at(i) == '"';
    }

    /** Where the escape ends whose backslash stands before this index, or -1. */
    private int afterEscape(int index) {
        return switch (at(index)) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> index + 1;
            case 'u' -> afterHex(index + 1);
            default -> -1;
        };
    }

    private int afterHex(int from) {
        int end = from + 4;
        for (int i = from; i < end; i++) {
            if (!isHex(at(i))) {
                return -1;
            }
        }
        return end;
    }

    private boolean skipNumber() {
        int i = position;
        if (at(i) == '-') {
            i++;
        }
        int integer = i;
        i = afterDigits(i);
        boolean leadingZero = at(integer) == '0' && i > integer + 1;
        if (i == integer || leadingZero) {
            return false;
        }
        if (at(i) == '.') {
            int fraction = i + 1;
            i = afterDigits(fraction);
            if (i == fraction) {
                return false;
            }
        }
        if (at(i) == 'e' || at(i) == 'E') {
            int exponent = at(i + 1) == '+' || at(i + 1) == '-' ? i + 2 : i + 1;
            i = afterDigits(exponent);
            if (i == exponent) {
                return false;
            }
        }
        position = i;
        return true;
    }

    private int afterDigits(int from) {
        int i = from;
        while (isDigit(at(i))) {
            i++;
        }
        return i;
    }

    private static boolean isWhiteSpace(char c) {
        // Most messages have none: the first comparison decides.
        return c <= ' ' && (c == ' ' || c == '\n' || c == '\r' || c == '\t');
    }

    /**
     * Whether a character is a digit of a number.
     *
     * @param c any character
     * @return true for those of ASCII
     */
    public static boolean isDigit(char c) {
        // Not Character.isDigit, which knows the digits of every script.
        return c >= '0' && c <= '9';
    }

    private static boolean isHex(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private char at(int index) {
        return index < text.length() ? text.charAt(index) : END;
    }
}
