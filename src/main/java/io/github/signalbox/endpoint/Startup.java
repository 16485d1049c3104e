package io.github.signalbox.endpoint;

import io.github.signalbox.session.Switchboard;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.websocket.DeploymentException;

/**
 * Makes the switchboard with the application instead of with its first client: here the naming context is active and nobody is
 * signed in, and both would be captured for the handlers' threads.
 */
@WebListener
public class Startup implements ServletContextListener {

    /** For the container. */
    public Startup() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        CDI.current().select(Switchboard.class).get();
        try {
            UndertowEndpoint.addTo(event.getServletContext());
        } catch (DeploymentException e) {
            throw new IllegalStateException("SignalboxEndpoint cannot take messages in parts", e);
        }
    }
}
