package io.github.signalbox.admission;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a decision needs to know of an opening handshake (RFC 6455 section 4.1). All of it is as the client wrote it.
 *
 * @param origins the values of its {@code Origin} headers; empty if there is none, which means that it is not from a browser
 * @param host the value of its {@code Host} header; null if there is none
 * @param secure whether it came over TLS; never decides, since a proxy may have ended TLS before it came here
 * @param remoteAddress the client's address, always in the same spelling, since connections are counted by it
 */
public record Handshake(List<String> origins, @Nullable String host, boolean secure, String remoteAddress) {

    /**
     * Copies the list.
     *
     * @param origins any texts, perhaps none
     * @param host any text or null
     * @param secure either
     * @param remoteAddress any text
     */
    public Handshake {
        origins = List.copyOf(origins);
    }
}
