package io.github.signalbox.standalone;

import io.github.signalbox.cdi.Given;
import io.github.signalbox.config.Settings;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Singleton;
import java.lang.System.Logger;

/** Brings into the container what the builder was told, where Signalbox's extension looks for it. */
final class GivenBeans implements Extension {

    private final Given given;

    GivenBeans(Settings settings, Logger logger) {
        this.given = new Given(settings, logger);
    }

    void add(@Observes AfterBeanDiscovery event) {
        event.addBean().addType(Given.class).scope(Singleton.class).createWith(context -> given);
    }
}
