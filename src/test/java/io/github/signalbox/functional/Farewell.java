package io.github.signalbox.functional;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;

/**
 * What one client saw of the end of its connection.
 *
 * @param answers texts before it
 * @param code the close code, 1006 if there was no close frame
 * @param reason empty if there was none
 */
record Farewell(int answers, int code, String reason) {

    /** Reads on until the end, and answers the server's closing handshake. */
    static Farewell of(RawClient client) throws IOException {
        int answers = 0;
        try {
            RawClient.Frame frame = client.read();
            while (frame.opcode() != RawClient.CLOSE) {
                answers += frame.opcode() == RawClient.TEXT ? 1 : 0;
                frame = client.read();
            }
            client.closeFrame(frame.code());
            return new Farewell(answers, frame.code(), frame.text());
        } catch (EOFException | SocketException e) {
            return new Farewell(answers, 1006, "");
        }
    }
}
