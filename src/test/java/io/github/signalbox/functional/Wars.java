package io.github.signalbox.functional;

import com.fasterxml.classmate.TypeResolver;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Applications with the library in {@code WEB-INF/lib}. */
final class Wars {

    /** As {@link Target} demands. */
    static final Map<String, String> PROTOCOL = Map.of(
            "signalbox.max-message-size", String.valueOf(Target.MAX_MESSAGE_SIZE),
            "signalbox.max-pending", String.valueOf(Target.MAX_PENDING),
            "signalbox.handler-timeout", Target.HANDLER_TIMEOUT.toString(),
            // Soon, since Payara and GlassFish notice a reset no earlier than a pong that does not come; but no test is
            // idle for so long.
            "signalbox.ping-interval", "PT5S",
            "signalbox.ping-timeout", "PT15S");

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

    /** The same with {@link DescribedRoutes}, the AsyncAPI document switched on, and what makes it in {@code WEB-INF/lib}. */
    static WebArchive described(String name) {
        WebArchive war = of(name, Map.of("signalbox.asyncapi", "true"))
                .addClasses(DescribedRoutes.class, DescribedStreams.class, CheckedRoutes.class);
        Stream.of(
                        SchemaGenerator.class,
                        JakartaValidationModule.class,
                        TypeResolver.class,
                        ObjectMapper.class,
                        JsonParser.class,
                        JsonInclude.class,
                        org.slf4j.Logger.class)
                .map(Wars::jar)
                .forEach(war::addAsLibrary);
        return war;
    }

    private static File jar(Class<?> type) {
        try {
            return new File(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where clients connect to the application of that name on the WildFly of the build. */
    static URI onWildFly(String name) {
        return URI.create("ws://127.0.0.1:" + System.getProperty("wildfly.http.port") + "/" + name + "/ws");
    }
}
