package io.github.signalbox.standalone.socket;

import io.github.signalbox.admission.Handshake;
import java.util.Map;
import java.util.Optional;

/** Decides who may connect, before any of Tyrus runs. Called by many threads. */
public interface HandshakeGate {

    /**
     * Decides about one well-formed WebSocket upgrade request for the endpoint.
     *
     * @param handshake what the client asks
     * @param control the client's socket, whatever becomes of it: {@link ClientControl#onGone} tells of its end in every case
     * @return what to do
     */
    Decision decide(Handshake handshake, ClientControl control);

    /**
     * Tells what an upgrade request would be refused with, to somebody who has sent an ordinary one to the endpoint.
     *
     * @param handshake what the client would send
     * @return empty if it would be admitted
     */
    default Optional<Refusal> refusal(Handshake handshake) {
        return Optional.empty();
    }

    /** Admit or refuse. */
    sealed interface Decision permits Refusal, Admission {}

    /**
     * This HTTP response and nothing else; the TCP connection is closed after it.
     *
     * @param status 400 to 599
     * @param headers for example {@code Retry-After} and {@code Content-Type}; {@code Content-Length} is added
     * @param body may be empty
     */
    record Refusal(int status, Map<String, String> headers, String body) implements Decision {

        /**
         * Checks the status and copies the headers.
         *
         * @param status 400 to 599
         * @param headers perhaps none
         * @param body perhaps empty
         */
        public Refusal {
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("Not the status of a refusal: " + status);
            }
            headers = Map.copyOf(headers);
        }
    }

    /** The handshake may go on, and one of two things comes of it. */
    non-sealed interface Admission extends Decision {

        /**
         * Runs Tyrus' part of the handshake, {@code checkOrigin} to {@code modifyHandshake}, on this thread and once. Whatever the
         * Configurator is to find in a ThreadLocal is set around it.
         *
         * @param handshake to be run exactly once
         */
        void during(Runnable handshake);

        /**
         * Tyrus answered with something else than 101: there is no session and none will come. Called at most once. Not called
         * when the client vanishes after the 101; {@link ClientControl#onGone} tells of that.
         */
        void notUpgraded();
    }
}
