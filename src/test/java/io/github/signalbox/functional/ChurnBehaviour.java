package io.github.signalbox.functional;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that reset: none of them keeps a place, whatever the server forgets to tell. */
interface ChurnBehaviour {

    int ROOM = 400;

    /** What the application has to be set to. It pings soon, since some servers notice nothing else. */
    Map<String, String> SETTINGS = Map.of(
            "signalbox.max-connections", String.valueOf(ROOM),
            "signalbox.ping-interval", "PT2S",
            "signalbox.ping-timeout", "PT6S");

    /** Where an application with these settings is. */
    URI churned();

    /** Two thousand in all, at the stages at which servers forget the most; each stage fills the house. */
    @ParameterizedTest
    @EnumSource(names = {"AFTER_THE_REQUEST", "UPGRADED", "IN_A_FRAME", "IN_A_HANDLER", "WHEN_IT_IS_CLOSED"})
    default void losesNoPlaceToClientsThatReset(ResetAt stage) throws Exception {
        ResetAt.churn(churned(), ROOM, stage);
        Crowd.awaitAllPlaces(churned(), ROOM);
    }
}
