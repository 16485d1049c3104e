package io.github.signalbox.routing;

import io.github.signalbox.ConfigurationException;
import io.github.signalbox.Route;
import io.github.signalbox.config.Quoted;

/** What a route may be called. */
final class RouteNames {

    private RouteNames() {}

    /**
     * Lets a good name of an event pass, which are the same.
     *
     * @throws ConfigurationException SBX0109
     */
    static void checkEvent(String name, String owner) {
        int length = name.codePointCount(0, name.length());
        if (length == 0 || length > Route.MAX_NAME_LENGTH || name.charAt(0) == '$') {
            throw new ConfigurationException(
                    "SBX0109",
                    "The event " + Quoted.text(name) + " that " + owner
                            + " declares with @Sends has no name that an event"
                            + " may have: write 1 to " + Route.MAX_NAME_LENGTH
                            + " characters that do not begin with '$',"
                            + " such as @Sends(route = \"chat.said\", params = Said.class).");
        }
    }

    /**
     * Lets a good name pass.
     *
     * @throws ConfigurationException SBX0102 if the name is the server's own, SBX0103 if it is empty or too long
     */
    static void check(String name, String owner) {
        if (name.isEmpty()) {
            throw new ConfigurationException(
                    "SBX0103",
                    "The route of " + owner + " has an empty name: give it one, such as @Route(\"chat.say\").");
        }
        int length = name.codePointCount(0, name.length());
        if (length > Route.MAX_NAME_LENGTH) {
            throw new ConfigurationException(
                    "SBX0103",
                    "The route of " + owner + " has a name of " + length + " characters: at most "
                            + Route.MAX_NAME_LENGTH + " reach it, so give it a shorter one.");
        }
        if (name.charAt(0) == '$') {
            throw new ConfigurationException(
                    "SBX0102",
                    "The route '" + name + "' of " + owner
                            + " begins with '$': such names are the server's own, so choose another.");
        }
    }
}
