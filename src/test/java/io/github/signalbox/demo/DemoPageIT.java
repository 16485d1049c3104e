package io.github.signalbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openqa.selenium.support.ui.ExpectedConditions.textToBe;

import io.github.signalbox.SignalboxServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.ExpectedConditions;

/** The console of the page, used as a person would, in a real browser. */
@EnabledIf(
        value = "io.github.signalbox.demo.Browser#isInstalled",
        disabledReason = "There is no chromium with its chromedriver on the PATH")
class DemoPageIT {

    private static Browser browser;

    private SignalboxServer server;

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start();
    }

    @AfterAll
    static void quitBrowser() {
        browser.close();
    }

    @BeforeEach
    void openPage() {
        server = SignalboxServer.builder().host("127.0.0.1").port(0).start();
        browser.wide();
        browser.complaints();
        browser.open("http://127.0.0.1:" + server.port() + "/");
    }

    @AfterEach
    void stopServer() {
        // Or the page would try to connect again, and complain in the next test.
        browser.open("about:blank");
        server.close();
    }

    @Test
    void loadsWithoutAComplaint() {
        assertThat(browser.find("h1").getText()).isEqualTo("Signalbox demo");
        assertThat(state()).isEqualTo("Not connected");
        assertThat(browser.find("#url").getDomProperty("value")).isEqualTo("ws://127.0.0.1:" + server.port() + "/ws");
        assertThat(browser.find("#send").isEnabled()).isFalse();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void showsTheAnswer() {
        connect();
        send();
        awaitReceived("{\"message\":\"Hello, Ada!\"}");
        assertThat(browser.texts("#frames .sent pre"))
                .containsExactly("{\"Route\":\"hello\",\"Params\":{\"name\":\"Ada\"}}");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void showsThatAHandlerFailed() {
        connect();
        choose("fail");
        browser.find("#id").sendKeys("7");
        send();
        awaitReceived("{\"Id\":7,\"code\":1,\"msg\":\"Handler failed\",\"data\":null}");
    }

    @Test
    void offersAnExampleForEachRouteButKeepsWhatWasTyped() {
        choose("sleep");
        assertThat(params()).isEqualTo("{\"millis\": 1000}");
        type("[1]");
        choose("echo");
        assertThat(params()).isEqualTo("[1]");
    }

    @Test
    void offersTheRoutesOfTheApplicationWithASkeletonOfTheirParams() {
        browser.await(ExpectedConditions.attributeToBe(By.id("route"), "list", "described"));
        assertThat(browser.number("return document.querySelectorAll('#described option').length"))
                .isEqualTo(server.routes().routes().size());
        WebElement route = browser.find("#route");
        route.clear();
        route.sendKeys("it.describe.say");
        assertThat(params()).isEqualTo("{\n  \"text\": \"\",\n  \"at\": \"2026-01-01T00:00:00Z\"\n}");
        type("[1]");
        choose("echo");
        assertThat(params()).isEqualTo("[1]");
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                       | undefined
            {"type":"null"}                                          | null
            {"type":"string"}                                        | ""
            {"type":"string","format":"date"}                        | "2026-01-01"
            {"type":["null","integer"],"minimum":3}                  | 3
            {"type":"boolean"}                                       | false
            {"enum":["RED","BLUE"],"type":"string"}                  | "RED"
            {"const":7}                                              | 7
            {"default":"x","type":"string"}                          | "x"
            {"anyOf":[{"type":"null"},{"type":"number"}]}            | 0
            {"type":"array","items":{"type":"string"}}               | [""]
            {"type":"array","items":{}}                              | []
            {"type":"object","additionalProperties":{}}              | {}
            {"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string","readOnly":true},"c":{}}} | {"a":""}
            {"type":"object","properties":{"c":{}},"required":["c"]} | {"c":null}
            {"allOf":[{"$ref":"#/components/schemas/A"},{"type":"object","properties":{"b":{"type":"integer"}}}]} | {"next":[],"a~/b":"","b":0}
            {"$ref":"#/components/schemas/A"}                        | {"next":[],"a~/b":""}
            """)
    void makesASkeletonOfASchema(String schema, String value) {
        String application = "{components:{schemas:{A:{type:'object',properties:{next:{type:'array',items:"
                + "{$ref:'#/components/schemas/A'}},self:{$ref:'#/components/schemas/A'},"
                + "'a~/b':{$ref:'#/components/schemas/t~1%C3%A9'}}},'t/\u00e9':{type:'string'}}}}";
        assertThat(browser.text("const done = arguments[0]; import('/routes.js').then(({ skeleton }) =>"
                        + " done(String(JSON.stringify(skeleton(" + schema + ", " + application + ")))))"))
                .isEqualTo(value);
    }

    @Test
    void showsNumbersAsTheyWereOnTheWire() {
        connect();
        choose("echo");
        type("[12345678901234567890, 1.50]");
        send();
        awaitReceived("[12345678901234567890,1.50]");
    }

    @Test
    void sendsNoParamsThatAreNotJson() {
        connect();
        type("{\"name\":");
        assertThat(browser.find("#params-hint").getText()).startsWith("Not JSON, so not sent.");
        assertThat(browser.find("#params").getDomAttribute("aria-invalid")).isEqualTo("true");

        send();
        assertThat(browser.texts("#frames .sent")).isEmpty();
        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("params");
    }

    @Test
    void worksFromTheKeyboardAlone() {
        browser.find("#toggle").sendKeys(Keys.ENTER);
        awaitState("Connected");
        browser.find("#params").sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));
        awaitReceived("{\"message\":\"Hello, Ada!\"}");
    }

    @Test
    void disconnects() {
        connect();
        browser.find("#toggle").click();
        awaitState("Closed: 1000");
        assertThat(browser.find("#toggle").getText()).isEqualTo("Connect");
        assertThat(browser.find("#send").isEnabled()).isFalse();
        connect();
    }

    @Test
    void showsThatTheServerStopped() {
        connect();
        server.close();
        awaitState("Closed: 1001");
    }

    @Test
    void clearsTheFrames() {
        connect();
        browser.find("#clear").click();
        assertThat(browser.texts("#frames li")).isEmpty();
    }

    @Test
    void fitsAPhone() {
        browser.narrow(360, 640);
        connect();
        send();
        awaitReceived("{\"message\":\"Hello, Ada!\"}");
        assertThat(browser.number("return document.documentElement.scrollWidth"))
                .isEqualTo(360);
    }

    private static void connect() {
        browser.find("#toggle").click();
        awaitState("Connected");
    }

    private static void choose(String route) {
        browser.find("#routes")
                .findElement(By.xpath("button[.='" + route + "']"))
                .click();
    }

    private static void type(String text) {
        WebElement params = browser.find("#params");
        params.clear();
        params.sendKeys(text);
    }

    private static void send() {
        browser.find("#send").click();
    }

    private static String params() {
        return String.valueOf(browser.find("#params").getDomProperty("value"));
    }

    private static String state() {
        return browser.find("#state").getText();
    }

    private static void awaitState(String words) {
        browser.await(textToBe(By.id("state"), words));
    }

    private static void awaitReceived(String text) {
        By received = By.cssSelector("#frames .received pre");
        browser.await(ExpectedConditions.textToBe(received, text));
    }
}
