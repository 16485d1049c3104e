package io.github.signalbox.standalone.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.functional.RawClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesWireTest {

    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.admittingAll();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private HttpResponse<String> get(String path, String method) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.listener.port() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "/standalone-test/, text/html; charset=utf-8",
        "/standalone-test/index.html, text/html; charset=utf-8",
        "/standalone-test/a.css, text/css; charset=utf-8",
        "/standalone-test/a.js, text/javascript; charset=utf-8",
        "/standalone-test/a.ts, text/plain; charset=utf-8",
        "/standalone-test/a.svg, image/svg+xml; charset=utf-8",
        "/standalone-test/a.json, application/json; charset=utf-8"
    })
    void servesFilesOfTheClassPath(String path, String type) throws Exception {
        HttpResponse<String> response = get(path, "GET");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("für " + path.substring(path.lastIndexOf('/') + 1));
        assertThat(response.headers().firstValue("Content-Type")).contains(type);
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(response.headers().map().keySet()).doesNotContain("server", "Server");
    }

    @Test
    void tellsTheSizeToAHead() throws Exception {
        HttpResponse<String> head = get("/standalone-test/a.js", "HEAD");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length"))
                .isEqualTo(get("/standalone-test/a.js", "GET").headers().firstValue("Content-Length"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "FOO"})
    void refusesOtherMethods(String method) throws Exception {
        HttpResponse<String> response = get("/standalone-test/", method);
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/standalone-test",
                "/standalone-test/empty",
                "/standalone-test/empty/",
                "/nothing",
                "/standalone-test//a.js",
                "/../standalone-test/a.js",
                "/standalone-test/../../MANIFEST.MF",
                "/standalone-test/%2e%2e/%2e%2e/MANIFEST.MF",
                "/standalone-test/..%2f..%2fMANIFEST.MF",
                "/standalone-test/..\\..\\MANIFEST.MF",
                "/standalone-test/.hidden",
                "/standalone-test/a.js%00",
                "/standalone-test/a.js/",
                "/standalone-test/a.js;x"
            })
    void findsNothingElse(String path) throws Exception {
        try (RawClient client = server.connect()) {
            client.write("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            String answer = client.readRest();
            assertThat(answer).startsWith("HTTP/1.1 404 ").endsWith("\r\n\r\nNot found\n");
            assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("grizzly");
        }
    }

    @Test
    void findsNothingBehindAPathOfThousandsOfSegments() throws Exception {
        try (RawClient client = server.connect()) {
            client.write("GET " + "/a".repeat(3500) + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(client.readRest()).startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void answersSeveralRequestsOnOneConnection() throws Exception {
        try (RawClient client = server.connect()) {
            client.write("GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n\r\n");
            for (int i = 0; i < 2; i++) {
                assertThat(client.readHead()).startsWith("HTTP/1.1 404 ");
                assertThat(client.readBytes(10)).isEqualTo("Not found\n");
            }
            client.upgraded().text("x");
            assertThat(client.read().text()).isEqualTo("x");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GARBAGE GARBAGE\r\n\r\n", "GET / HTTP/9.9\r\nHost: x\r\n\r\n", "GET / HTTP/1.1\r\n\r\n"})
    void tellsNothingAboutItselfToGarbage(String garbage) throws Exception {
        try (RawClient client = server.connect()) {
            client.write(garbage + "\r\n\r\n");
            assertThat(client.readRest().toLowerCase(Locale.ROOT))
                    .startsWith("http/1.")
                    .doesNotContain("grizzly", "<html");
        }
    }

    @Test
    void refusesABodyWithoutReadingOn() throws Exception {
        try (RawClient client = server.connect()) {
            client.write(
                    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n5\r\nhello\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 405 ");
        }
    }
}
