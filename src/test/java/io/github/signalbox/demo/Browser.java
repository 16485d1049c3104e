package io.github.signalbox.demo;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The browser that is installed on this machine, without a window. Nothing is downloaded. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Selenium warns that it lacks DevTools of this very version, which no test uses. Kept here, or it would be forgotten. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private static final Optional<Path> BROWSER = Stream.of("chromium", "chromium-browser", "google-chrome")
            .flatMap(name -> onPath(name).stream())
            .findFirst();

    private static final Optional<Path> DRIVER = onPath("chromedriver");

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    static boolean isInstalled() {
        return BROWSER.isPresent() && DRIVER.isPresent();
    }

    static Browser start() {
        SELENIUM.setLevel(Level.SEVERE);
        LoggingPreferences console = new LoggingPreferences();
        console.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.orElseThrow().toFile());
        options.setCapability("goog:loggingPrefs", console);
        // Root, as in many containers, cannot have the sandbox; the page is our own.
        // The others keep the browser off the network.
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1280,800");
        // With both executables given, Selenium looks for neither.
        ChromeDriver driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.orElseThrow().toFile())
                        .usingAnyFreePort()
                        .build(),
                options);
        driver.manage().timeouts().scriptTimeout(PATIENCE);
        return new Browser(driver);
    }

    private static Optional<Path> onPath(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    void open(String address) {
        driver.get(address);
    }

    /**
     * Opens a second window, of the same browser.
     *
     * @return the first, to go back to
     */
    String openWindow(String address) {
        String first = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.WINDOW);
        driver.get(address);
        return first;
    }

    /** Goes to another window, and tells which one was left. */
    String switchTo(String window) {
        String left = driver.getWindowHandle();
        driver.switchTo().window(window);
        return left;
    }

    /** Closes all windows but the first. */
    void closeOtherWindows() {
        List<String> windows = List.copyOf(driver.getWindowHandles());
        for (String other : windows.subList(1, windows.size())) {
            driver.switchTo().window(other).close();
        }
        driver.switchTo().window(windows.get(0));
    }

    /** Runs a function of the page that answers later, by a call of its last argument. */
    Object later(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<String> texts(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .toList();
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    void await(ExpectedCondition<?> condition) {
        new WebDriverWait(driver, PATIENCE).until(condition);
    }

    /** As on a phone: narrow, and with a touch screen's zoom. */
    void narrow(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", true));
    }

    /**
     * Lets the pages that are opened from now on have no storage, as browsers do that block it.
     *
     * @return takes that back
     */
    Runnable withoutStorage() {
        Map<String, Object> added = driver.executeCdpCommand(
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of(
                        "source",
                        "Object.defineProperty(window, 'sessionStorage', { get() {"
                                + " throw new DOMException('blocked', 'SecurityError'); } });"));
        return () -> driver.executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", added);
    }

    void wide() {
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    long number(String script) {
        Object result = driver.executeScript(script);
        if (result instanceof Number number) {
            return number.longValue();
        }
        throw new AssertionError(script + " is no number but " + result);
    }

    /** What a script hands to its only argument, a function. */
    String text(String script) {
        return String.valueOf(driver.executeAsyncScript(script));
    }

    /** What the browser has complained about since the last call: errors, blocked or missing resources. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
