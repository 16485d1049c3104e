package io.github.signalbox.functional;

import static io.github.signalbox.functional.Target.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.functional.server.AppServer;
import io.github.signalbox.functional.server.Differs;
import io.github.signalbox.functional.server.LeftOut;
import io.github.signalbox.functional.server.OnEveryServer;
import java.io.File;
import java.net.URI;
import java.util.Map;
import org.jboss.shrinkwrap.api.ArchivePaths;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A library without its servlet filter: what is refused, is refused all the same. Standalone there is no such filter. */
@OnEveryServer
@LeftOut(on = "standalone", why = "no servlet filter there")
class EveryServerBackstopIT {

    private static final int PLACES = 3;

    private static final Map<String, String> SETTINGS = Map.of(
            "signalbox.max-connections", String.valueOf(PLACES),
            "signalbox.ping-interval", "PT2S",
            "signalbox.ping-timeout", "PT2S");

    private static DeployedApplication application;
    private static String foreignOrigin;

    @BeforeAll
    static void deploy(AppServer server) throws Exception {
        // What the container itself answers when it is told that an origin is none.
        foreignOrigin = server.name().equals("wildfly") ? "HTTP/1.1 404 " : "HTTP/1.1 403 ";
        application = DeployedApplication.deploy(server, withoutFilter());
    }

    private static WebArchive withoutFilter() {
        File library = new File(System.getProperty("test.jar"));
        JavaArchive without = ShrinkWrap.create(ZipImporter.class, "signalbox-without-filter.jar")
                .importFrom(library)
                .as(JavaArchive.class);
        assertThat(without.delete("/io/github/signalbox/endpoint/HandshakeFilter.class"))
                .isNotNull();
        WebArchive war = Wars.of("backstop", SETTINGS);
        war.delete(ArchivePaths.create("WEB-INF/lib", library.getName()));
        return war.addAsLibrary(without);
    }

    @AfterAll
    static void undeploy() {
        if (application != null) {
            application.close();
        }
    }

    private static URI uri() {
        return application.endpoint();
    }

    /** The only client that is connected. */
    private static RawClient alone() throws Exception {
        RawClient[] found = new RawClient[1];
        Await.until("the others are gone", () -> {
            RawClient client = RawClient.open(uri());
            client.text(request("it.count", "null"));
            RawClient.Frame frame = client.read();
            if (frame.text().equals("1")) {
                found[0] = client;
                return true;
            }
            client.close();
            return false;
        });
        return found[0];
    }

    @Test
    void closesWith1013BeyondTheLimit() throws Exception {
        try (RawClient first = alone();
                TextClient second = TextClient.open(uri());
                TextClient third = TextClient.open(uri())) {
            assertThat(second.ask(request("it.echo", "2"))).isEqualTo("2");
            assertThat(third.ask(request("it.echo", "3"))).isEqualTo("3");
            try (TextClient fourth = TextClient.open(uri())) {
                assertThat(fourth.ending()).isEqualTo(new TextClient.Ending(1013, "Too many connections"));
            }
            first.text(request("it.count", "null"));
            assertThat(first.readText()).isEqualTo("3");
        }
    }

    @Test
    @Differs(
            on = "wildfly",
            how = "a forbidden origin is answered with 404 where the servlet filter does not run, not 403")
    void refusesForeignOriginsInTheContainersOwnWords() throws Exception {
        try (RawClient client = RawClient.connect(uri())) {
            assertThat(client.handshake("Origin: null\r\n")).startsWith(foreignOrigin);
        }
    }

    @Test
    void closesWith1008WhereOnlyTheHostTellsThatAnOriginIsForeign() throws Exception {
        try (RawClient inside = alone();
                RawClient client = RawClient.connect(uri())) {
            assertThat(client.handshake("Origin: http://evil.example\r\n")).startsWith("HTTP/1.1 101 ");
            assertThat(client.readClose()).isEqualTo(new RawClient.Frame(RawClient.CLOSE, "Origin not allowed", 1008));
            inside.text(request("it.count", "null"));
            assertThat(inside.readText()).isEqualTo("1");
        }
    }

    @Test
    void admitsTheSameOrigin() throws Exception {
        try (RawClient inside = alone();
                RawClient client = RawClient.connect(uri())) {
            assertThat(client.handshake("Origin: http://" + uri().getAuthority() + "\r\n"))
                    .startsWith("HTTP/1.1 101 ");
            client.text(request("it.echo", "1"));
            assertThat(client.readText()).isEqualTo("1");
            inside.text(request("it.count", "null"));
            assertThat(inside.readText()).isEqualTo("2");
        }
    }
}
