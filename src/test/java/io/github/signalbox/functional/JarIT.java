package io.github.signalbox.functional;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The library as it was packed. What it has below {@code META-INF/resources}, every application with it serves. */
class JarIT {

    @Test
    void holdsTheClientInJavaScriptAndNothingOfTheDemo() throws Exception {
        try (ZipFile jar = new ZipFile(System.getProperty("test.jar"))) {
            List<String> files = jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> !name.endsWith("/"))
                    .toList();
            assertThat(files)
                    .filteredOn(name -> name.startsWith("META-INF/resources/"))
                    .containsExactlyInAnyOrder(
                            "META-INF/resources/signalbox/package.json",
                            "META-INF/resources/signalbox/signalbox.d.ts",
                            "META-INF/resources/signalbox/signalbox.js");
            assertThat(files).noneMatch(name -> name.startsWith("io/github/signalbox/demo/"));
        }
    }
}
