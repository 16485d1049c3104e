package io.github.signalbox;

/** A {@link SignalboxServer} that could not start. The message has a number, the reason and the remedy. */
public class ServerStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Why it could not.
     *
     * @param number for example {@code SBX0201}; {@code docs/messages.md} lists them
     * @param message what is wrong and what to do
     * @param cause what the system said
     */
    public ServerStartException(String number, String message, Throwable cause) {
        super(number + ": " + message, cause);
    }
}
