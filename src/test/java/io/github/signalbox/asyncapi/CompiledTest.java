package io.github.signalbox.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes as javac leaves them with {@code -parameters} and without. */
class CompiledTest {

    private static final String SOURCE = """
            package compiled;

            public class Types {

                public record Pair<T>(T firstOne, java.util.Optional<java.time.LocalDate> secondOne) {}

                public record Both(Pair<String> pair, Made made) {}

                public static class Made {

                    private final int count;

                    @jakarta.json.bind.annotation.JsonbCreator
                    public Made(@jakarta.json.bind.annotation.JsonbProperty("count") int howMany) {
                        count = howMany;
                    }

                    public int getCount() {
                        return count;
                    }
                }
            }
            """;

    @TempDir
    private Path directory;

    @Test
    void areDescribedAlike() throws Exception {
        String with = definitions("with", "-parameters");
        String without = definitions("without");

        assertThat(with)
                .isEqualTo(without)
                .contains("firstOne", "secondOne", "count")
                .doesNotContain("arg0", "howMany");
    }

    private String definitions(String name, String... options) throws Exception {
        Path classes = directory.resolve(name);
        classes.toFile().mkdirs();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                // Where Surefire hides the class path behind a manifest, javac does not look.
                Path.of(JsonbConfig.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .toString()));
        arguments.addAll(List.of(options));
        assertThat(compiler.getTask(null, null, null, arguments, null, List.of(new Source()))
                        .call())
                .isTrue();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            Schemas schemas = new Schemas(
                    List.of(loader.loadClass("compiled.Types$Both")),
                    new JsonbConfig(),
                    JsonbBuilder.create(),
                    System.getLogger("test"));
            return schemas.definitions().toString();
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        Source() {
            super(URI.create("string:///compiled/Types.java"), JavaFileObject.Kind.SOURCE);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return SOURCE;
        }
    }
}
