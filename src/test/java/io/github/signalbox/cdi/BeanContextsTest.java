package io.github.signalbox.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.Call;
import io.github.signalbox.Closed;
import io.github.signalbox.Connection;
import io.github.signalbox.Opened;
import io.github.signalbox.Route;
import io.github.signalbox.RouteHandler;
import io.github.signalbox.admission.Admitted;
import io.github.signalbox.admission.Handshake;
import io.github.signalbox.codec.EnvelopeDecoder;
import io.github.signalbox.functional.Await;
import io.github.signalbox.routing.HandlerScopes;
import io.github.signalbox.session.AttentiveClient;
import io.github.signalbox.session.LiveConnection;
import io.github.signalbox.session.Peer;
import io.github.signalbox.session.Transport;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole requests through a real container, without a socket. */
class BeanContextsTest {

    private static final List<String> HISTORY = new CopyOnWriteArrayList<>();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @BeforeEach
    void forget() {
        HISTORY.clear();
        NUMBER.set(0);
    }

    @Test
    void hasARequestScopeOfItsOwnAroundEachCallAndEachEvent() throws Exception {
        AttentiveClient client = new AttentiveClient();
        try (Deployment deployment = Deployment.of(Scoped.class, Note.class, Observer.class)) {
            LiveConnection connection = open(deployment, client);
            send(connection, "{\"Route\":\"blocking\"}");
            assertThat(client.next()).isEqualTo("\"note 2 note 2\"");
            send(connection, "{\"Route\":\"immediate\"}");
            assertThat(client.next()).isEqualTo("\"note 3 note 3\"");

            connection.closed(1000);
            // The container that is closed waits for it a moment only.
            Await.until("all is told", () -> HISTORY.size() == 6);
        }

        assertThat(HISTORY)
                .containsExactly(
                        "opened c in note 1",
                        "end of note 1",
                        "end of note 2",
                        "end of note 3",
                        "closed c in note 4",
                        "end of note 4");
    }

    @Test
    void leavesARequestScopeThatIsActiveAlreadyToWhomItBelongs() {
        try (Deployment deployment = Deployment.of(Scoped.class, Note.class)) {
            HandlerScopes scopes = deployment.scopes();
            Scoped bean = deployment.bean(Scoped.class);
            HandlerScopes.Scope outer = scopes.open();
            String first = bean.immediate();

            HandlerScopes.Scope inner = scopes.open();
            assertThat(bean.immediate()).isEqualTo(first);
            inner.close();

            assertThat(bean.immediate()).isEqualTo(first);
            outer.close();
            assertThat(HISTORY).containsExactly("end of note 1");
        }
    }

    /** Its observers have a fifth of a second then, in which a busy machine may not run them. */
    @Test
    void closesItsConnectionsBeforeTheBeansGo() throws Exception {
        Await.until("observers are told in time", () -> {
            forget();
            AttentiveClient client = new AttentiveClient();
            Deployment deployment = Deployment.of(Scoped.class, Note.class, Observer.class);
            open(deployment, client);

            deployment.close();

            assertThat(client.next()).isEqualTo("CLOSE 1001 Server is stopping");
            return HISTORY.contains("closed c in note 2");
        });
    }

    @Test
    void keepsADependentBeanUntilItsStreamIsOver() throws Exception {
        AttentiveClient client = new AttentiveClient();
        try (Deployment deployment = Deployment.of(Streaming.class, Note.class)) {
            LiveConnection connection = open(deployment, client);
            send(connection, "{\"Route\":\"stream\",\"Id\":7}");
            // The handler's scope, and one for the call in which the item was made.
            assertThat(client.next()).contains("\"next\"", "note 1", "note 2");
            assertThat(HISTORY).doesNotContain("end of bean");
            send(connection, "{\"Route\":\"$cancel\",\"Id\":7}");
            assertThat(client.next()).contains("\"end\"");
            Await.until("all is over", () -> HISTORY.size() == 5);
        }

        assertThat(HISTORY)
                .contains("end of note 1", "end of note 2", "end of note 3")
                .containsSubsequence("cancelled in note 3", "end of bean");
    }

    @Test
    void destroysADependentBeanWhoseStreamNeverBegins() throws Exception {
        AttentiveClient client = new AttentiveClient();
        try (Deployment deployment = Deployment.of(Undeclared.class)) {
            LiveConnection connection = open(deployment, client);
            send(connection, "{\"Route\":\"undeclared\"}");
            assertThat(client.next()).contains("A stream needs an Id");
            assertThat(HISTORY).containsExactly("end of bean");
        }
    }

    @Test
    void knowsAStreamByItsDeclarationAndDoesNotCallItWithoutAnId() throws Exception {
        AttentiveClient client = new AttentiveClient();
        try (Deployment deployment = Deployment.of(Streaming.class, Note.class)) {
            send(open(deployment, client), "{\"Route\":\"stream\"}");
            assertThat(client.next()).contains("A stream needs an Id");
            assertThat(HISTORY).isEmpty();
            assertThat(NUMBER).hasValue(0);
        }
    }

    @Test
    void findsAClassWithARouteAsABean() throws Exception {
        AttentiveClient client = new AttentiveClient();
        try (Deployment deployment = Deployment.annotated(Plain.class)) {
            send(open(deployment, client), "{\"Route\":\"plain\"}");

            assertThat(client.next()).isEqualTo("\"found\"");
        }
    }

    private static LiveConnection open(Deployment deployment, Transport transport) {
        Handshake handshake = new Handshake(List.of(), "localhost", false, "192.0.2.1");
        Admitted admitted = (Admitted) deployment.switchboard().admit("c", handshake);
        Peer peer = new Peer("c", "192.0.2.1", null, Set.of());
        return Objects.requireNonNull(deployment.switchboard().open(transport, peer, admitted.lease()));
    }

    private static void send(LiveConnection connection, String message) {
        connection.receive(new EnvelopeDecoder().decode(message));
    }

    @RequestScoped
    static class Note {

        private final String name = "note " + NUMBER.incrementAndGet();

        String name() {
            return name;
        }

        @PreDestroy
        void end() {
            HISTORY.add("end of " + name);
        }
    }

    @ApplicationScoped
    static class Scoped {

        @Inject
        Note note;

        @Inject
        Note same;

        @Route("blocking")
        String blocking() {
            return note.name() + " " + same.name();
        }

        @Route(value = "immediate", blocking = false)
        String immediate() {
            return note.name() + " " + same.name();
        }
    }

    @ApplicationScoped
    static class Observer {

        void opened(@Observes @Opened Connection connection, Note note) {
            HISTORY.add("opened " + connection.id() + " in " + note.name());
        }

        void closed(@Observes @Closed Connection connection, Note note) {
            HISTORY.add("closed " + connection.id() + " in " + note.name());
        }
    }

    /** Sends one item, from within the first request. */
    @Dependent
    static class Streaming {

        @Inject
        Note note;

        @Route("stream")
        Flow.Publisher<String> stream() {
            String handling = note.name();
            return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
                private boolean sent;

                @Override
                public void request(long n) {
                    if (!sent) {
                        sent = true;
                        subscriber.onNext(handling + " " + note.name());
                    }
                }

                @Override
                public void cancel() {
                    HISTORY.add("cancelled in " + note.name());
                }
            });
        }

        @PreDestroy
        void end() {
            HISTORY.add("end of bean");
        }
    }

    @Dependent
    static class Undeclared {

        @Route("undeclared")
        Object stream() {
            return (Flow.Publisher<String>) subscriber -> HISTORY.add("subscribed");
        }

        @PreDestroy
        void end() {
            HISTORY.add("end of bean");
        }
    }

    @Route("plain")
    static class Plain implements RouteHandler<String, String> {
        @Override
        public String handle(@Nullable String params, Call call) {
            return "found";
        }
    }
}
