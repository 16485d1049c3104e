package io.github.signalbox.routing;

import io.github.signalbox.ConfigurationException;
import java.lang.reflect.Type;

/**
 * One kind of event that the application says it sends.
 *
 * @param name as it stands in the message's {@code Route}
 * @param paramsType what is sent with it; {@code Void.class} for nothing
 * @param owner the bean that says so, as people will look for it
 */
public record EventDefinition(String name, Type paramsType, String owner) {

    /**
     * Checks the name.
     *
     * @param name 1 to 200 characters, not beginning with {@code $}
     * @param paramsType any
     * @param owner a bean
     * @throws ConfigurationException SBX0109 if the name is not allowed
     */
    public EventDefinition {
        RouteNames.checkEvent(name, owner);
    }
}
