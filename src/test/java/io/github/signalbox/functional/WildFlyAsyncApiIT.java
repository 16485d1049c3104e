package io.github.signalbox.functional;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The document, in WARs on WildFly. */
@ExtendWith(ArquillianExtension.class)
class WildFlyAsyncApiIT implements AsyncApiBehaviour {

    @Deployment(name = "described", testable = false)
    static WebArchive describedWar() {
        return Wars.described("described");
    }

    @Deployment(name = "silent", testable = false)
    static WebArchive silent() {
        return Wars.of("silent", Map.of());
    }

    @Override
    public URI described() {
        return Wars.onWildFly("described");
    }

    @Test
    void describesWhatIsAnsweredToParamsThatBreakAConstraint() throws Exception {
        answersAsDescribedThatParamsDoNotFit("it.describe.checked", "{\"text\":\"" + "x".repeat(101) + "\"}");
    }

    @Test
    void isNotThereUnlessItIsSwitchedOn() throws Exception {
        assertThat(AsyncApiBehaviour.document(Wars.onWildFly("silent"), "GET").statusCode())
                .isEqualTo(404);
    }
}
