package io.github.signalbox.functional;

import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that send to WildFly faster, or read more slowly, than they are served. */
@ExtendWith(ArquillianExtension.class)
class WildFlyPressureIT implements PressureBehaviour, BlockingBehaviour {

    @Deployment(testable = false)
    static WebArchive application() {
        return Wars.of("pressure", SETTINGS).addClasses(GateRoutes.class, RoomRoutes.class);
    }

    @Override
    public URI uri() {
        return Wars.onWildFly("pressure");
    }
}
