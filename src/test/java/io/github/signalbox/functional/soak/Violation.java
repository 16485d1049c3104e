package io.github.signalbox.functional.soak;

/** A server has done what it must not do. */
final class Violation extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 300;

    Violation(String what) {
        super(what);
    }

    /** A text of which the beginning is enough to know it. */
    static String brief(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "... (" + text.length() + " characters)";
    }
}
