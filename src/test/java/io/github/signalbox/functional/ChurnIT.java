package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.SignalboxServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that reset at every stage, by the thousand: afterwards nothing of them is left. */
class ChurnIT {

    private static final int PLACES = 40;
    private static final int CLIENTS = 400;

    @ParameterizedTest
    @EnumSource
    void leavesNothingBehind(ResetAt stage) throws Exception {
        try (SignalboxServer server =
                Standalone.builder().maxConnections(PLACES).start()) {
            ResetAt.churn(Standalone.uri(server), CLIENTS, stage);
            assertAllPlacesAreFree(server);
        }
    }

    @Test
    void leavesNothingBehindOfAllTogether() throws Exception {
        try (SignalboxServer server =
                Standalone.builder().maxConnections(PLACES).start()) {
            ResetAt.churn(Standalone.uri(server), CLIENTS, ResetAt.values());
            assertAllPlacesAreFree(server);
        }
    }

    private static void assertAllPlacesAreFree(SignalboxServer server) throws Exception {
        Await.until("all are gone", () -> server.connections().count() == 0);
        List<RawClient> all = new ArrayList<>();
        try {
            // A client whose reset was not noticed yet may hold a place a little longer than its connection is counted.
            Await.until("there is room for all", () -> {
                RawClient client = RawClient.connect(Standalone.uri(server));
                if (Handshakes.isUpgrade(client.handshake(""))) {
                    all.add(client);
                } else {
                    client.close();
                }
                return all.size() == PLACES;
            });
            for (RawClient client : all) {
                client.text(request("it.echo", "1"));
                assertThat(client.readText()).isEqualTo("1");
            }
            try (RawClient more = RawClient.connect(Standalone.uri(server))) {
                assertThat(more.handshake("")).startsWith("HTTP/1.1 503 ");
            }
        } finally {
            for (RawClient client : all) {
                client.close();
            }
        }
    }
}
