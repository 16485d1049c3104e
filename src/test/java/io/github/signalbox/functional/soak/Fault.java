package io.github.signalbox.functional.soak;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;

/** What goes wrong with a client. */
enum Fault {
    RESET_CONNECTED {
        @Override
        void connected(Client client) {
            client.resetSoon();
        }
    },
    RESET_IN_THE_REQUEST {
        @Override
        void connected(Client client) {
            client.voice().write(client.voice().frames().half(client.voice().handshake()));
            client.resetSoon();
        }
    },
    RESET_AFTER_THE_REQUEST {
        @Override
        void connected(Client client) {
            client.voice().write(client.voice().handshake());
            client.resetSoon();
        }
    },
    RESET_REQUEST_AND_MESSAGE_AT_ONCE {
        @Override
        void connected(Client client) {
            client.voice().write(client.voice().handshake());
            client.introduceItself();
            client.resetSoon();
        }
    },
    RESET_UPGRADED {
        @Override
        void connected(Client client) {
            client.voice().write(client.voice().handshake());
        }

        @Override
        void play(Client client) {
            client.resetSoon();
        }
    },
    RESET {
        @Override
        void play(Client client) {
            client.resetSoon();
        }
    },
    RESET_IN_A_FRAME {
        @Override
        void play(Client client) {
            client.voice()
                    .write(client.voice().frames().half(client.voice().frames().text(REQUEST)));
            client.resetSoon();
        }
    },
    RESET_BETWEEN_FRAGMENTS {
        @Override
        void play(Client client) {
            client.voice().write(client.voice().frames().frame(Frames.TEXT, new byte[] {'{'}));
            client.resetSoon();
        }
    },
    RESET_IN_A_HANDLER {
        @Override
        void play(Client client) {
            client.voice().write(client.voice().frames().text("{\"Route\":\"soak.never\",\"Id\":\"never\"}"));
            client.voice()
                    .write(client.voice().frames().text("{\"Route\":\"soak.hold\",\"Params\":{\"millis\":1000}}"));
            client.resetSoon();
        }
    },
    RESET_AFTER_ITS_CLOSE_FRAME {
        @Override
        void play(Client client) {
            client.voice().write(client.voice().frames().close(1000));
            client.resetSoon();
        }
    },
    RESET_WHEN_IT_IS_CLOSED {
        @Override
        void play(Client client) {
            client.voice().write(client.voice().frames().frame(Frames.FIN | Frames.BINARY, new byte[1]));
            client.resetSoon();
        }
    },
    /** The socket is closed without a word. */
    GONE {
        @Override
        void play(Client client) {
            client.leave();
        }
    },
    CLOSE(1000) {
        @Override
        void play(Client client) {
            client.voice().write(client.voice().frames().close(code()));
        }
    },
    BINARY(1003) {
        @Override
        void play(Client client) {
            client.voice()
                    .write(client.voice()
                            .frames()
                            .frame(
                                    Frames.FIN | Frames.BINARY,
                                    new byte[client.voice().draw(1000)]));
        }
    },
    NOT_UTF8(1007) {
        @Override
        void play(Client client) {
            byte[] text = REQUEST.getBytes(StandardCharsets.US_ASCII);
            text[text.length - 3] = (byte) 0xff;
            client.voice().write(client.voice().frames().frame(Frames.FIN | Frames.TEXT, text));
        }
    },
    TOO_LARGE(1009) {
        @Override
        void play(Client client) {
            client.voice()
                    .say(REQUEST.replace(
                            "text", "x".repeat(MAX_MESSAGE_SIZE + client.voice().draw(100_000))));
        }
    },
    /** Does not read, until the server gives up or a little before. */
    STALLED(1013) {
        @Override
        void play(Client client) {
            client.stall(FLOOD_EVENTS, FLOOD_EVENT_SIZE);
        }
    },
    /** Reads, and says nothing: no pong either. */
    SILENT(1013) {
        @Override
        void play(Client client) {}
    },
    /** Says nothing in the middle of a frame. */
    HALF_A_FRAME(1013) {
        @Override
        void play(Client client) {
            ByteBuffer frame = client.voice().frames().text(REQUEST);
            client.voice().write(client.voice().frames().half(frame));
        }
    };

    private static final Set<Fault> OF_NEWCOMERS = EnumSet.range(RESET_CONNECTED, RESET_UPGRADED);
    private static final String REQUEST = "{\"Route\":\"it.echoBlocking\",\"Params\":\"text\"}";

    /** {@code signalbox.max-message-size}, as it is by default. */
    private static final int MAX_MESSAGE_SIZE = 65_536;

    /** More than kernels buffer. */
    private static final int FLOOD_EVENTS = 1000;

    private static final int FLOOD_EVENT_SIZE = 20_000;

    private final int code;

    Fault() {
        this(0);
    }

    Fault(int code) {
        this.code = code;
    }

    /** Whether it befalls clients that have not been let in yet. */
    boolean isOfNewcomers() {
        return OF_NEWCOMERS.contains(this);
    }

    /** Whether the server has all of the handshake, and then no client. */
    boolean losesAHandshake() {
        return isOfNewcomers() && this != RESET_CONNECTED && this != RESET_IN_THE_REQUEST;
    }

    /** Whether the client begins the closing handshake. */
    boolean saysGoodbye() {
        return this == CLOSE || this == RESET_AFTER_ITS_CLOSE_FRAME;
    }

    /** Whether the client says nothing any more, not even what it is asked for. */
    boolean isSilent() {
        return this == SILENT || this == HALF_A_FRAME;
    }

    /** Whether the client still answers pings and the server's close frame. */
    boolean answers() {
        // Not after its own close frame: bytes that a server leaves unread turn the end into a reset.
        return !isSilent() && !saysGoodbye();
    }

    /** What the server closes with; 0 if it need not, since the client ends it. */
    int code() {
        return code;
    }

    /** Whether that close code is right, for a client that may be about to end the connection itself. */
    boolean mayBeClosedWith(int closeCode) {
        return switch (this) {
            case RESET_AFTER_ITS_CLOSE_FRAME -> closeCode == CLOSE.code;
            case RESET_WHEN_IT_IS_CLOSED -> closeCode == BINARY.code;
            default -> closeCode == code;
        };
    }

    /**
     * Whether the server may end the TCP connection without its close frame being seen: if it has not read all of a message it
     * resets the connection with what is on its way, and it does not wait for a client that does not read.
     */
    boolean mayBeCut() {
        return this == TOO_LARGE || this == STALLED;
    }

    /** The TCP connection of a newcomer stands. */
    void connected(Client client) {
        client.voice().write(client.voice().handshake());
    }

    /** The client is in, and it is time. */
    void play(Client client) {}
}
