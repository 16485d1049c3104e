package io.github.signalbox.asyncapi;

/** Finds out whether an optional library is there. */
final class Present {

    private Present() {}

    static boolean isPresent(String type) {
        try {
            Class.forName(type, false, Present.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
