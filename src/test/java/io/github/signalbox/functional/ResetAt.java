package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;

/** When a client resets its connection. */
enum ResetAt {
    CONNECTED {
        @Override
        void play(RawClient client) {}
    },
    IN_THE_REQUEST {
        @Override
        void play(RawClient client) throws IOException {
            String request = client.request("");
            client.write(request.substring(0, request.length() / 2));
        }
    },
    AFTER_THE_REQUEST {
        @Override
        void play(RawClient client) throws IOException {
            client.write(client.request(""));
        }
    },
    REQUEST_AND_MESSAGE_AT_ONCE {
        @Override
        void play(RawClient client) throws IOException {
            String message =
                    new String(RawClient.textFrame(request("it.echoBlocking", "1")), StandardCharsets.ISO_8859_1);
            client.write(client.request("") + message);
        }
    },
    UPGRADED {
        @Override
        void play(RawClient client) throws IOException {
            client.handshake("");
        }
    },
    IN_A_FRAME {
        @Override
        void play(RawClient client) throws IOException {
            client.handshake("");
            byte[] frame = RawClient.textFrame(request("it.echo", "1"));
            client.write(Arrays.copyOf(frame, frame.length - 3));
        }
    },
    BETWEEN_FRAGMENTS {
        @Override
        void play(RawClient client) throws IOException {
            client.handshake("");
            client.write(RawClient.frame(RawClient.TEXT, new byte[] {'{'}));
        }
    },
    IN_A_HANDLER {
        @Override
        void play(RawClient client) throws IOException {
            client.handshake("");
            client.text(request("it.hold", "\"churn\""));
            client.text(request("it.later", "\"churn\""));
        }
    },
    BEFORE_THE_ANSWER {
        @Override
        void play(RawClient client) throws IOException {
            client.handshake("");
            client.text(request("it.sendBack", "100"));
        }
    },
    AFTER_ITS_CLOSE_FRAME {
        @Override
        void play(RawClient client) throws IOException {
            client.handshake("");
            client.text(request("it.echoBlocking", "1"));
            client.closeFrame(1000);
        }
    },
    WHEN_IT_IS_CLOSED {
        @Override
        void play(RawClient client) throws IOException {
            client.handshake("");
            client.write(RawClient.frame(0x80 | RawClient.BINARY, new byte[1]));
        }
    };

    private static final int THREADS = 8;

    abstract void play(RawClient client) throws IOException;

    /** Lets that many clients connect, some at a time, and reset at the stages, one after the other. */
    static void churn(URI uri, int clients, ResetAt... stages) throws Exception {
        List<FutureTask<Boolean>> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            FutureTask<Boolean> thread = new FutureTask<>(() -> {
                for (int n = 0; n < clients / THREADS; n++) {
                    RawClient client = RawClient.connect(uri);
                    try {
                        stages[n % stages.length].play(client);
                    } catch (IOException e) {
                        // Refused for lack of a place, and dropped before all was written: that is churn, too.
                        client.readToTheEnd();
                    } finally {
                        client.reset();
                    }
                }
                return true;
            });
            threads.add(thread);
            new Thread(thread).start();
        }
        for (FutureTask<Boolean> thread : threads) {
            thread.get();
        }
    }
}
