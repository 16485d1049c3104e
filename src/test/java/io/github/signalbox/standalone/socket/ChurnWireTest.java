package io.github.signalbox.standalone.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.functional.Await;
import io.github.signalbox.functional.RawClient;
import java.lang.ref.WeakReference;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that go away at every stage; everything that was admitted has its end. */
class ChurnWireTest {

    private static final int CLIENTS = 500;

    enum Stage {
        AFTER_THE_REQUEST {
            @Override
            void play(RawClient client) throws Exception {
                client.write(client.request(""));
                client.reset();
            }
        },
        AFTER_THE_REQUEST_WITH_FIN {
            @Override
            void play(RawClient client) throws Exception {
                client.write(client.request(""));
                client.close();
            }
        },
        AFTER_THE_ANSWER {
            @Override
            void play(RawClient client) throws Exception {
                client.upgraded().reset();
            }
        },
        WITHIN_A_FRAME {
            @Override
            void play(RawClient client) throws Exception {
                client.upgraded().write(RawClient.head(0x81, 100));
                client.reset();
            }
        },
        AFTER_A_MESSAGE {
            @Override
            void play(RawClient client) throws Exception {
                client.upgraded().text("x");
                client.reset();
            }
        },
        AFTER_THE_CLOSE_FRAME {
            @Override
            void play(RawClient client) throws Exception {
                client.upgraded().closeFrame(1000);
                client.reset();
            }
        },
        WITHIN_THE_REQUEST {
            @Override
            void play(RawClient client) throws Exception {
                String request = client.request("");
                client.write(request.substring(0, request.length() - 2));
                client.reset();
            }
        };

        abstract void play(RawClient client) throws Exception;
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void everyAdmittedHandshakeHasItsEnd(Stage stage) throws Exception {
        try (TestServer server = TestServer.admittingAll()) {
            Probe probe = server.probe;
            for (int i = 0; i < CLIENTS; i++) {
                stage.play(server.connect());
            }
            try (RawClient last = server.connect().upgraded()) {
                last.text("alive");
                assertThat(last.read().text()).isEqualTo("alive");
            }
            // Compared anew each time: the last of them may come in only now.
            Await.until("all have had their end", () -> everyoneIsGone(probe) && everySessionIsClosed(probe));
            assertThat(probe.gones.value()).isEqualTo(probe.admitted.value());
            assertThat(probe.closes.value()).isEqualTo(probe.admitted.value() - probe.notUpgraded.value());
            assertThat(probe.opens.value()).isEqualTo(probe.closes.value());
            assertThat(probe.errors).isEmpty();
        }
    }

    @Test
    void keepsNothingOfAClientThatHasClosed() throws Exception {
        Duration anHour = Duration.ofHours(1);
        try (TestServer server = TestServer.with(new SocketLimits(1_000, anHour, anHour, anHour))) {
            WeakReference<ClientControl> first = comesAndGoes(server);
            // A selector remembers the client that it served last; there is one for each processor, and they take
            // turns.
            for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
                comesAndGoes(server);
            }
            Await.until("the first is collected", () -> {
                System.gc();
                return first.get() == null;
            });
        }
    }

    private static WeakReference<ClientControl> comesAndGoes(TestServer server) throws Exception {
        long before = server.probe.gones.value();
        try (RawClient client = server.connect().upgraded()) {
            client.closeFrame(1000);
            client.readClose();
        }
        Await.until("it is gone", () -> server.probe.gones.value() > before);
        return new WeakReference<>(server.probe.nextOpened().socket());
    }

    private static boolean everyoneIsGone(Probe probe) {
        return probe.gones.value() == probe.admitted.value();
    }

    private static boolean everySessionIsClosed(Probe probe) {
        return probe.closes.value() == probe.admitted.value() - probe.notUpgraded.value();
    }
}
