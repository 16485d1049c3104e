package io.github.signalbox.functional;

import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every behaviour, in a WAR on WildFly. */
@ExtendWith(ArquillianExtension.class)
class WildFlyProtocolIT implements ProtocolBehaviour, EagerClientBehaviour {

    @Deployment(testable = false)
    static WebArchive application() {
        return Wars.of("protocol", Wars.PROTOCOL)
                .addClasses(
                        GateRoutes.class, ContextRoutes.class, RoomRoutes.class, StormRoutes.class, StreamRoutes.class);
    }

    @Override
    public URI uri() {
        return Wars.onWildFly("protocol");
    }
}
