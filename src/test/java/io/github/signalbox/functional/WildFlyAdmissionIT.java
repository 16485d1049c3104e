package io.github.signalbox.functional;

import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may connect to WildFly. */
@ExtendWith(ArquillianExtension.class)
class WildFlyAdmissionIT implements AdmissionBehaviour, AddressBehaviour, ChurnBehaviour {

    @Deployment(name = "few", testable = false)
    static WebArchive fewPlaces() {
        return Wars.of("few", AdmissionBehaviour.SETTINGS);
    }

    @Deployment(name = "shared", testable = false)
    static WebArchive sharedAddress() {
        return Wars.of("shared", AddressBehaviour.SETTINGS);
    }

    @Deployment(name = "churned", testable = false)
    static WebArchive churnedPlaces() {
        return Wars.of("churned", ChurnBehaviour.SETTINGS).addClasses(GateRoutes.class);
    }

    @Override
    public URI few() {
        return Wars.onWildFly("few");
    }

    @Override
    public URI shared() {
        return Wars.onWildFly("shared");
    }

    @Override
    public URI churned() {
        return Wars.onWildFly("churned");
    }
}
