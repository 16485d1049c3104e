package io.github.signalbox;

import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * One client, for as long as it is connected. Thread-safe.
 *
 * <p>A connection that has closed stays usable as an object: what is sent to it is dropped, its attributes remain, and it is in
 * no room.
 */
public interface Connection {

    /**
     * What this connection is called in the log and in {@link Connections#find}.
     *
     * @return 16 characters of {@code 0-9a-f}, random: it can't be guessed from another one
     */
    String id();

    /**
     * Who the container says the client is.
     *
     * @return empty if the client did not sign in
     */
    Optional<Principal> principal();

    /**
     * Whether the client was in a role when it connected.
     *
     * <p>A container can be asked only during the handshake, so the roles that are known are those that appear in
     * {@code @RolesAllowed} of a route and in {@code @DeclareRoles} of a bean with routes; for any other the answer is false.
     *
     * @param role the role's name
     * @return true if the container said so at the handshake
     */
    boolean isUserInRole(String role);

    /**
     * The address that the connection came from.
     *
     * @return an IP address as text, without a port; the nearest proxy's address if there is one and the server was not told
     *     to look behind it
     */
    String remoteAddress();

    /**
     * What the application keeps about this client.
     *
     * @return a live map, empty at first
     */
    ConcurrentMap<String, Object> attributes();

    /**
     * Sends an event: {@code {"Route":route,"Params":params}}.
     *
     * <p>Never blocks: the event is queued. Events of one thread arrive in the order in which they were sent. A client that
     * reads so slowly that more than {@code signalbox.max-outbound} bytes are queued for it is closed with 1013. On a
     * connection that has closed nothing happens.
     *
     * @param route the event's name
     * @param params any type that JSON-B can write, a {@code JsonValue}, or null
     * @throws jakarta.json.bind.JsonbException if JSON-B cannot write the params
     */
    void send(String route, @Nullable Object params);

    /**
     * Joins a room: from now on what is sent to {@link Connections#room} reaches this connection, too.
     *
     * <p>A room is there once somebody is in it, and gone with the last. Nothing happens if this connection is in the room
     * already, or is closing or closed. Membership ends when the connection begins to close, whoever began it; a client that comes
     * back is in no room. How many rooms there are is not limited: an application that lets clients choose names checks them.
     *
     * @param room any text but the empty one, compared exactly
     * @throws IllegalArgumentException if the name is empty
     * @throws NullPointerException if the name is null
     */
    void join(String room);

    /**
     * Leaves a room. No event that somebody begins to send to it from now on reaches this connection; one that is being sent
     * just now may.
     *
     * <p>Nothing happens if this connection is not in the room.
     *
     * @param room any text but the empty one, compared exactly
     * @throws IllegalArgumentException if the name is empty
     * @throws NullPointerException if the name is null
     */
    void leave(String room);

    /**
     * The rooms that this connection is in.
     *
     * @return as they are now, an immutable copy; empty once the connection is closing, and so for observers of {@link Closed}
     */
    Set<String> rooms();

    /**
     * Closes the connection, after what was sent before.
     *
     * <p>Returns at once. Only the first close counts.
     *
     * @param closeCode 1000, or 1001 to 1014 where RFC 6455 section 7.4.1 lets an endpoint send it, or 3000 to 4999
     * @param reason at most 123 bytes of UTF-8 (RFC 6455 section 5.5.1); the client sees it
     * @throws IllegalArgumentException if the code must not be sent or the reason is too long
     */
    void close(int closeCode, String reason);
}
