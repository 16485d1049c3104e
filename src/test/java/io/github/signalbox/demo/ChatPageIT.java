package io.github.signalbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openqa.selenium.support.ui.ExpectedConditions.attributeToBe;
import static org.openqa.selenium.support.ui.ExpectedConditions.textMatches;
import static org.openqa.selenium.support.ui.ExpectedConditions.textToBe;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The chat and the clock of the page, and with them the client in JavaScript, in a real browser and against a real process. */
@EnabledIf(
        value = "io.github.signalbox.demo.Browser#isInstalled",
        disabledReason = "There is no chromium with its chromedriver on the PATH")
class ChatPageIT {

    private static Browser browser;

    private Process server;
    private URI endpoint;
    private String page;

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start();
    }

    @AfterAll
    static void quitBrowser() {
        browser.close();
    }

    @BeforeEach
    void openPage() throws Exception {
        start(0);
        page = "http://" + endpoint.getAuthority() + "/";
        browser.wide();
        browser.open(page);
        browser.complaints();
    }

    @AfterEach
    void stopServer() throws Exception {
        browser.closeOtherWindows();
        // Or the page would try to connect again.
        browser.open("about:blank");
        server.destroyForcibly().waitFor();
    }

    private void start(int port, String... options) throws Exception {
        server = DemoProcess.start(port, options);
        endpoint = DemoProcess.uri(server.inputReader(StandardCharsets.UTF_8));
    }

    @Test
    void twoWindowsTalkToEachOther() {
        enter("Ada");
        String ada = browser.openWindow(page);
        enter("Grace");
        browser.await(textToBe(By.id("people"), "2 here: Ada, Grace"));
        String grace = browser.switchTo(ada);
        browser.await(textToBe(By.cssSelector(".note"), "Grace is here"));

        say("Hello, Grace. <img src=x onerror=alert(1)> \u2713");
        browser.switchTo(grace);
        awaitSaid("Hello, Grace. <img src=x onerror=alert(1)> \u2713");
        assertThat(browser.texts(".message .name")).containsExactly("Ada");
        assertThat(browser.number("return document.querySelectorAll('#messages img').length"))
                .isZero();
        say("Hello, Ada.");
        browser.switchTo(ada);
        awaitSaid("Hello, Grace. <img src=x onerror=alert(1)> \u2713", "Hello, Ada.");

        // In another room, nobody hears the other.
        browser.find("[data-room=depot]").click();
        browser.await(attributeToBe(By.cssSelector("[data-room=depot]"), "aria-pressed", "true"));
        say("Anybody here?");
        awaitSaid("Anybody here?");
        browser.switchTo(grace);
        browser.await(textToBe(By.id("people"), "1 here: Grace"));
        assertThat(browser.texts(".message p")).hasSize(2);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void takesNobodyForOneselfWhoHasTheSameName() {
        enter("Ada");
        String first = browser.openWindow(page);
        enter("Ada");
        say("I am Ada.");
        awaitSaid("I am Ada.");
        assertThat(browser.texts(".mine p")).containsExactly("I am Ada.");
        browser.switchTo(first);
        awaitSaid("I am Ada.");
        assertThat(browser.texts(".mine p")).isEmpty();
        say("No, I am.");
        awaitSaid("I am Ada.", "No, I am.");
        assertThat(browser.texts(".mine p")).containsExactly("No, I am.");
    }

    @Test
    void worksWhereTheBrowserBlocksItsStorage() {
        Runnable unblock = browser.withoutStorage();
        try {
            browser.open(page);
            enter("Ada");
            say("Hello.");
            awaitSaid("Hello.");
            assertThat(browser.complaints()).isEmpty();
        } finally {
            unblock.run();
        }
    }

    @Test
    void remembersTheNameOfTheWindow() {
        enter("Ada");
        browser.open(page);
        browser.await(driver -> "Ada".equals(browser.find("#name").getDomProperty("value")));
    }

    @Test
    void isALogWithAListInIt() {
        enter("Ada");
        say("Hello.");
        awaitSaid("Hello.");
        for (String log : List.of("#said", "#wire")) {
            assertThat(browser.find(log).getAriaRole()).isEqualTo("log");
            assertThat(browser.find(log + " > ol").getAriaRole()).isEqualTo("list");
        }
        assertThat(browser.find("#messages > li").getAriaRole()).isEqualTo("listitem");
        assertThat(browser.find("#said").getAccessibleName()).isEqualTo("Messages in lobby");
    }

    @Test
    void showsTheNewestOfManyMessages() {
        enter("Ada");
        for (int i = 1; i <= 25; i++) {
            say("Message " + i);
        }
        browser.await(driver -> browser.texts(".message p").size() == 25);
        assertThat(browser.number("const box = document.getElementById('said');"
                        + "return box.scrollHeight - box.clientHeight - box.scrollTop"))
                .isLessThanOrEqualTo(1);
        assertThat(browser.number("return document.getElementById('said').scrollTop"))
                .isPositive();
    }

    @Test
    void comesBackWhenTheServerIsKilledAndStartedAgain() throws Exception {
        enter("Ada");
        String ada = browser.openWindow(page);
        enter("Grace");
        say("Before.");
        awaitTick();
        browser.later(
                "const done = arguments[arguments.length - 1];"
                        + "import(arguments[0]).then(({ connect }) => { window.box = connect('ws', { minDelay: 50 });"
                        + " box.request('echo', 1).then(() => {"
                        + "  window.fate = box.request('sleep', { millis: 60000 }).catch((error) => error.name);"
                        + "  window.heard = new Promise((heard) => box.on('chat.message',"
                        + "   (message) => message.text === 'After.' && heard(message)));"
                        + "  done(); }); });",
                page + "signalbox/signalbox.js");

        server.destroyForcibly().waitFor();
        browser.await(textToBe(By.id("link"), "Connection lost, trying again"));
        assertThat(browser.later("const done = arguments[0]; fate.then((name) => { done(name);"
                        + " window.rejoined = box.request('chat.join', { room: 'lobby', name: 'Script' }); });"))
                .isEqualTo("ConnectionError");
        browser.find("#text").sendKeys("Meanwhile.", Keys.ENTER);
        String grace = browser.switchTo(ada);
        browser.await(textToBe(By.id("link"), "Connection lost, trying again"));
        browser.find("[data-room=depot]").click();

        start(endpoint.getPort());
        browser.await(driver -> browser.focused().equals(browser.find("#text")));
        // Answered behind all that the page has asked for by then.
        say("In the depot.");
        assertThat(browser.find("#as").getText()).isEqualTo("to depot, as Ada");

        browser.switchTo(grace);
        awaitSaid("Before.", "Meanwhile.");
        browser.await(driver -> "".equals(browser.find("#text").getDomProperty("value")));
        assertThat(browser.later("rejoined.then(({ name }) => arguments[arguments.length - 1](name))"))
                .isEqualTo("Script");
        browser.await(textMatches(By.id("people"), Pattern.compile("2 here: .*")));
        awaitTick();
        say("After.");
        awaitSaid("Before.", "Meanwhile.", "After.");
        assertThat(browser.later("heard.then(({ text }) => arguments[arguments.length - 1](text))"))
                .isEqualTo("After.");
        browser.switchTo(ada);
        browser.find("[data-room=lobby]").click();
        awaitSaid("Meanwhile.", "After.");
    }

    @Test
    void seesWhatAFullServerAsksFor() throws Exception {
        browser.await(textToBe(By.id("link"), "Connected"));
        server.destroyForcibly().waitFor();
        browser.await(textToBe(By.id("link"), "Connection lost, trying again"));
        start(endpoint.getPort(), "-Dsignalbox.max-connections=1");
        // The page takes the one place.
        browser.await(textToBe(By.id("link"), "Connected"));
        Object closed = browser.later(
                "import(arguments[0]).then(({ connect }) => { const box = connect('ws', { onclose: (closed) => {"
                        + " arguments[arguments.length - 1](closed); box.close(); } }); });",
                page + "signalbox/signalbox.js");
        assertThat(closed).isInstanceOfSatisfying(Map.class, told -> {
            assertThat(told.get("status")).as(told.toString()).isEqualTo(503L);
            assertThat(told.get("final")).isEqualTo(false);
            assertThat((Long) told.get("retryIn")).isBetween(5000L, 5500L);
        });
    }

    @Test
    void worksFromTheKeyboardAlone() {
        browser.await(textToBe(By.id("link"), "Connected"));
        assertThat(browser.focused()).isEqualTo(browser.find("#name"));
        browser.focused().sendKeys("Ada", Keys.ENTER);
        browser.await(driver -> browser.focused().equals(browser.find("#text")));
        browser.focused().sendKeys("Hello.", Keys.ENTER);
        awaitSaid("Hello.");
        browser.find("#room").sendKeys("Signals", Keys.ENTER);
        browser.await(textToBe(By.id("as"), "to signals, as Ada"));
        assertThat(browser.focused()).isEqualTo(browser.find("#text"));
    }

    @Test
    void saysWhatIsWrongAndKeepsTheWords() {
        browser.await(textToBe(By.id("link"), "Connected"));
        browser.find("#room").sendKeys("No room!", Keys.ENTER);
        browser.focused().sendKeys("Ada", Keys.ENTER);
        browser.await(textMatches(By.id("chat-hint"), Pattern.compile("A room has a name of 1 to 24 characters .*")));
        assertThat(browser.find("#name").getDomProperty("value")).isEqualTo("Ada");
    }

    @Test
    void stopsAndStartsTheClock() {
        awaitTick();
        browser.find("#clock-toggle").click();
        browser.await(textToBe(By.id("ticks"), "stopped with $cancel"));
        browser.find("#clock-toggle").click();
        awaitTick();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void fitsAPhone() {
        browser.narrow(360, 640);
        enter("Ada");
        say("A-word-that-is-longer-than-the-window-is-wide-".repeat(5));
        assertThat(browser.number("return document.documentElement.scrollWidth"))
                .isEqualTo(360);
    }

    @Test
    void hasANameForEverythingThatTakesTheFocus() {
        assertThat(browser.number(
                        "return [...document.querySelectorAll('input, textarea, button, a, [tabindex]')].filter("
                                + "(one) => !one.labels?.length && !one.ariaLabel && !one.textContent.trim()"
                                + " && !one.getAttribute('aria-labelledby')).length"))
                .isZero();
    }

    private static void enter(String name) {
        browser.await(textToBe(By.id("link"), "Connected"));
        browser.find("#name").clear();
        browser.find("#name").sendKeys(name);
        browser.find("#enter button").click();
        browser.await(textToBe(By.id("as"), "to lobby, as " + name));
    }

    private static void say(String words) {
        browser.find("#text").sendKeys(words);
        browser.find("#say button").click();
        browser.await(driver -> "".equals(browser.find("#text").getDomProperty("value")));
    }

    private static void awaitSaid(String... messages) {
        browser.await(driver -> browser.texts(".message p").equals(List.of(messages)));
    }

    private static void awaitTick() {
        browser.await(textMatches(By.id("ticks"), Pattern.compile("a stream: item \\d+")));
    }
}
