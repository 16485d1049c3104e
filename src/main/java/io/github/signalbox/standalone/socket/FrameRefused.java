package io.github.signalbox.standalone.socket;

/** A frame that the connection must not survive, with the close code and the fixed phrase that the client is told. */
final class FrameRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final int closeCode;
    private final String phrase;

    private FrameRefused(int closeCode, String phrase) {
        super(closeCode + " " + phrase, null, false, false);
        this.closeCode = closeCode;
        this.phrase = phrase;
    }

    /** RFC 6455 section 7.4.1, code 1002. */
    static FrameRefused protocolError(String phrase) {
        return new FrameRefused(1002, phrase);
    }

    /** RFC 6455 section 7.4.1, code 1009. */
    static FrameRefused tooBig() {
        return new FrameRefused(1009, "Message too large");
    }

    /** RFC 6455 section 7.4.1, code 1013: the pongs for its pings pile up here. */
    static FrameRefused tooSlow() {
        return new FrameRefused(1013, "Client reads too slowly");
    }

    int closeCode() {
        return closeCode;
    }

    String phrase() {
        return phrase;
    }
}
