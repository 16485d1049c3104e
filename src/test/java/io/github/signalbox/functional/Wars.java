package io.github.signalbox.functional;

import java.io.File;
import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Applications with the library in {@code WEB-INF/lib}. */
final class Wars {

    /** As {@link Target} demands. */
    static final Map<String, String> PROTOCOL = Map.of(
            "signalbox.max-message-size", String.valueOf(Target.MAX_MESSAGE_SIZE),
            "signalbox.max-pending", String.valueOf(Target.MAX_PENDING),
            "signalbox.handler-timeout", Target.HANDLER_TIMEOUT.toString());

    private Wars() {}

    /**
     * An application with the routes that do not wait for anything.
     *
     * @param name of its context root
     * @param settings for MicroProfile Config
     */
    static WebArchive of(String name, Map<String, String> settings) {
        String lines = settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining("\n"));
        return ShrinkWrap.create(WebArchive.class, name + ".war")
                .addAsLibrary(new File(System.getProperty("test.jar")))
                .addAsResource(new StringAsset(lines), "META-INF/microprofile-config.properties")
                .addClasses(WireRoutes.class, ConnectionRoutes.class, Await.class);
    }

    /** Where clients connect to the application of that name on the WildFly of the build. */
    static URI onWildFly(String name) {
        return URI.create("ws://127.0.0.1:" + System.getProperty("wildfly.http.port") + "/" + name + "/ws");
    }
}
