package io.github.signalbox.demo;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.SignalboxServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client in JavaScript makes of a refusal, of which a real browser tells it nothing: pages of the server's own, and of another. */
@Timeout(120)
@EnabledIf(
        value = "io.github.signalbox.demo.Browser#isInstalled",
        disabledReason = "There is no chromium with its chromedriver on the PATH")
class RefusedPageIT {

    /** Has a site's origin, and runs nothing by itself. */
    private static final String SILENT_PAGE = "/signalbox/package.json";

    /** Connects, and counts the attempts. Answers with what has become of the first request. */
    private static final String CONNECT = """
            const [module, name, address, done] = arguments;
            import(module).then(({ connect }) => {
              const seen = window[name] = { made: 0, closed: [] };
              class Counted extends WebSocket {
                constructor(url) { super(url); seen.made++; }
              }
              seen.box = connect(address, {
                minDelay: 20, maxDelay: 100, WebSocket: Counted,
                onclose: (closed) => seen.closed.push({ ...closed, at: performance.now() }),
                onopen: () => { seen.opened = performance.now(); },
              });
              seen.fate = seen.box.request("echo", "let in", { timeout: Infinity }).catch((error) => error.message);
            }).then(done);
            """;

    private static Browser browser;

    private final List<SignalboxServer> servers = new ArrayList<>();

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start();
    }

    @AfterAll
    static void quitBrowser() {
        browser.close();
    }

    @AfterEach
    void stop() {
        // Or its clients would try to connect again.
        browser.open("about:blank");
        servers.forEach(SignalboxServer::close);
    }

    private SignalboxServer start(SignalboxServer.Builder builder) {
        SignalboxServer server = builder.host("127.0.0.1").start();
        servers.add(server);
        return server;
    }

    private static String origin(SignalboxServer server) {
        return "http://127.0.0.1:" + server.port();
    }

    private static String endpoint(SignalboxServer server) {
        return "ws://127.0.0.1:" + server.port() + "/ws";
    }

    private static void connect(SignalboxServer site, String name, String address) {
        browser.later(CONNECT, origin(site) + "/signalbox/signalbox.js", name, address);
    }

    private static void openPage(SignalboxServer site) {
        browser.open(origin(site) + SILENT_PAGE);
    }

    private static String fate(String name) {
        return browser.text(name + ".fate.then(arguments[0])");
    }

    private static Map<?, ?> firstClose(String name) {
        return (Map<?, ?>) browser.later("arguments[0](" + name + ".closed[0])");
    }

    private static void awaitAttempts(String name, int attempts) {
        browser.await(driver -> browser.number("return " + name + ".made") >= attempts);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isFinalForAPageWhoseOriginIsNotAllowed(boolean ofTheServersOwn) {
        SignalboxServer strict = start(SignalboxServer.builder().port(0).allowedOrigins("https://app.example.com"));
        SignalboxServer site =
                ofTheServersOwn ? strict : start(SignalboxServer.builder().port(0));
        SignalboxServer gone = start(SignalboxServer.builder().port(0));
        gone.close();
        openPage(site);

        connect(site, "refused", endpoint(strict));
        assertThat(fate("refused")).isEqualTo("The connection is closed (HTTP 403 Origin not allowed)");
        assertThat(browser.text("arguments[0](refused.box.state)")).isEqualTo("closed");
        assertThat(firstClose("refused"))
                .satisfies(told -> assertThat(told.get("code")).isEqualTo(1006L))
                .satisfies(told -> assertThat(told.get("status")).isEqualTo(403L))
                .satisfies(told -> assertThat(told.get("final")).isEqualTo(true))
                .satisfies(told -> assertThat(told.get("retryIn")).isNull());

        // While another, with the same delays, goes on.
        connect(site, "waiting", endpoint(gone));
        awaitAttempts("waiting", 4);
        assertThat(browser.number("return refused.made")).isOne();
        assertThat(browser.number("return refused.closed.length")).isOne();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void comesBackToAFullServerNoSoonerThanItAsksFor(boolean ofTheServersOwn) throws Exception {
        SignalboxServer elsewhere = start(SignalboxServer.builder().port(0));
        SignalboxServer full = start(
                ofTheServersOwn
                        ? SignalboxServer.builder().port(0).maxConnections(1)
                        : SignalboxServer.builder().port(0).maxConnections(1).allowedOrigins(origin(elsewhere)));
        WebSocket only = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(endpoint(full)), new WebSocket.Listener() {})
                .get(20, SECONDS);
        SignalboxServer site = ofTheServersOwn ? full : elsewhere;
        openPage(site);

        connect(site, "late", endpoint(full));
        browser.await(driver -> browser.number("return late.closed.length") == 1);
        only.sendClose(1000, "").get(20, SECONDS);
        assertThat(firstClose("late"))
                .satisfies(told -> assertThat(told.get("status")).isEqualTo(503L))
                .satisfies(told -> assertThat(told.get("reason")).isEqualTo("Too many connections"))
                .satisfies(told -> assertThat(told.get("final")).isEqualTo(false))
                .satisfies(told -> assertThat((Long) told.get("retryIn")).isBetween(5000L, 5100L));
        assertThat(fate("late")).isEqualTo("let in");
        assertThat(browser.number("return late.made")).isEqualTo(2);
        assertThat(browser.number("return Math.ceil(late.opened - late.closed[0].at)"))
                .isGreaterThanOrEqualTo(5000);
    }

    @Test
    void goesOnTryingAsLongAsThereIsNoServer() {
        SignalboxServer site = start(SignalboxServer.builder().port(0));
        SignalboxServer gone = start(SignalboxServer.builder().port(0));
        int port = gone.port();
        gone.close();
        openPage(site);

        connect(site, "patient", "ws://127.0.0.1:" + port + "/ws");
        awaitAttempts("patient", 4);
        assertThat(firstClose("patient"))
                .satisfies(told -> assertThat(told.get("status")).isNull())
                .satisfies(told -> assertThat(told.get("final")).isEqualTo(false));
        start(SignalboxServer.builder().port(port).allowedOrigins(origin(site)));
        assertThat(fate("patient")).isEqualTo("let in");
    }
}
