package io.github.signalbox.session;

import java.security.Principal;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the handshake told about a client.
 *
 * @param id what the connection will be called
 * @param remoteAddress where it comes from
 * @param principal who it is; null if it did not sign in
 * @param roles those of the application's roles that it is in
 * @param user the principal's name, asked for once: it is by what the client is found, and lost again
 */
public record Peer(
        String id,
        String remoteAddress,
        @Nullable Principal principal,
        Set<String> roles,
        @Nullable String user) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 8;

    /**
     * Copies the roles.
     *
     * @param id from {@link #newId}
     * @param remoteAddress an IP address
     * @param principal null if it did not sign in
     * @param roles names, perhaps none
     * @param user null if it did not sign in
     */
    public Peer {
        roles = Set.copyOf(roles);
    }

    /**
     * A client that goes by its principal's name.
     *
     * @param id from {@link #newId}
     * @param remoteAddress an IP address
     * @param principal null if it did not sign in
     * @param roles names, perhaps none
     */
    public Peer(String id, String remoteAddress, @Nullable Principal principal, Set<String> roles) {
        this(id, remoteAddress, principal, roles, principal == null ? null : principal.getName());
    }

    /**
     * A new id, which is in the log from the handshake on.
     *
     * @return 16 characters of {@code 0-9a-f}
     */
    public static String newId() {
        byte[] id = new byte[ID_BYTES];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
