package io.github.signalbox.endpoint;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.Set;

/**
 * Adds {@link ApplicationListener} to an application, behind the container's own listeners: those that were added last are told
 * first of the end. Undertow's closes every connection, and what handlers then answer is lost.
 */
public final class ApplicationInitializer implements ServletContainerInitializer {

    /** For the container. */
    public ApplicationInitializer() {}

    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext application) {
        application.addListener(new ApplicationListener());
    }
}
