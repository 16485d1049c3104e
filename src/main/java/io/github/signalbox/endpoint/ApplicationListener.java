package io.github.signalbox.endpoint;

import io.github.signalbox.session.Switchboard;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import org.jspecify.annotations.Nullable;

/**
 * Makes the switchboard with the application instead of with its first client: here the naming context is active and nobody is
 * signed in, and both would be captured for the handlers' threads. Ends it before anything else of the application ends.
 */
public final class ApplicationListener implements ServletContextListener {

    private @Nullable Switchboard switchboard;

    /** For {@link ApplicationInitializer}. */
    ApplicationListener() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        switchboard = CDI.current().select(Switchboard.class).get();
        try {
            UndertowEndpoint.addTo(event.getServletContext());
        } catch (DeploymentException e) {
            throw new IllegalStateException("UndertowEndpoint cannot be added to the application", e);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (switchboard != null) {
            switchboard.close();
        }
    }
}
