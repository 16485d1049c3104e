package io.github.signalbox.standalone;

import jakarta.enterprise.inject.spi.Extension;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

/**
 * Weld SE over the class path.
 *
 * <p>Containers may run one after another and side by side. {@code CDI.current()} cannot tell those side by side apart: Weld goes
 * by the class that calls, and a class that several know belongs to the oldest. So whatever must find its own container is
 * handed it.
 */
final class CdiContainer implements AutoCloseable {

    private static final String LOGGER = "org.jboss.weld";
    /** Weld refuses an id that runs already; all containers of a JVM share one table. */
    private static final AtomicLong NUMBER = new AtomicLong();

    private final WeldContainer weld;

    private CdiContainer(WeldContainer weld) {
        this.weld = weld;
    }

    /**
     * Starts a container. It has no shutdown hook: Weld's own would race with the server's.
     *
     * @param loader finds the bean archives ({@code META-INF/beans.xml}) and portable extensions
     * @param extensions beside those that are found
     */
    static CdiContainer start(ClassLoader loader, List<? extends Extension> extensions) {
        Weld builder = new Weld("signalbox-" + NUMBER.incrementAndGet())
                .setClassLoader(loader)
                .skipShutdownHook();
        extensions.forEach(builder::addExtension);
        return new CdiContainer(QuietLibrary.during(LOGGER, builder::initialize));
    }

    /** The container. Not to be closed through this. */
    WeldContainer weld() {
        return weld;
    }

    /** Destroys the beans. Does nothing the second time. */
    @Override
    public void close() {
        QuietLibrary.during(LOGGER, () -> {
            if (weld.isRunning()) {
                weld.close();
            }
            return weld;
        });
    }
}
