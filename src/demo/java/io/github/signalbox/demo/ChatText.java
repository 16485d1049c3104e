package io.github.signalbox.demo;

import io.github.signalbox.RouteException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What clients may call rooms and themselves, and what they may say. Whoever gets it shows it as text, never as markup. */
final class ChatText {

    static final int LONGEST_NAME = 24;
    static final int LONGEST_TEXT = 500;

    private static final Pattern ROOM = Pattern.compile("[a-z0-9][a-z0-9-]{0,23}");

    /** Neither control characters nor those that turn the direction of what follows. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Co}\\u2028-\\u202e\\u2066-\\u2069]");

    /** What is not seen: two names that look alike would be two. A message may have them, since some emoji are joined with one. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}]");

    private ChatText() {}

    static String room(@Nullable String room) {
        if (room == null || !ROOM.matcher(room).matches()) {
            throw new RouteException(
                    "A room has a name of 1 to 24 characters out of a-z, 0-9 and -, for example lobby");
        }
        return room;
    }

    static String name(@Nullable String name) {
        String checked = name == null ? "" : name.strip();
        Matcher unseen = UNSEEN.matcher(checked);
        if (unseen.find()) {
            throw new RouteException("A name has no control and no format characters, but this one has "
                    + "U+%04X".formatted(checked.codePointAt(unseen.start())));
        }
        return checked("A name", checked, LONGEST_NAME);
    }

    static String text(@Nullable String text) {
        return checked("A message", text, LONGEST_TEXT);
    }

    private static String checked(String what, @Nullable String given, int longest) {
        String text = given == null ? "" : given.strip();
        int length = text.codePointCount(0, text.length());
        if (length < 1 || length > longest || UNPRINTABLE.matcher(text).find()) {
            throw new RouteException(what + " has 1 to " + longest + " characters that can be printed");
        }
        return text;
    }
}
