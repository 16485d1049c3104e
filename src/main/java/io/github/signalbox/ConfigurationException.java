package io.github.signalbox;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Routes or settings that Signalbox cannot work with. It stops the deployment, or the start of a {@link SignalboxServer}; each
 * line of its message has a number, the value and the remedy.
 */
public class ConfigurationException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * A numbered message.
     *
     * @param number for example {@code SBX0001}; {@code docs/messages.md} lists them
     * @param message what is wrong, with the value, and what to write instead
     */
    public ConfigurationException(String number, String message) {
        super(number + ": " + message);
    }

    private ConfigurationException(String message) {
        super(message);
    }

    /**
     * All that is wrong at once, so that one attempt tells everything.
     *
     * @param problems at least one
     * @return the only one, or one with the lines of all
     */
    public static ConfigurationException of(List<ConfigurationException> problems) {
        return problems.size() == 1
                ? problems.get(0)
                : new ConfigurationException(problems.stream()
                        .map(Throwable::getMessage)
                        .collect(Collectors.joining(System.lineSeparator())));
    }
}
