package io.github.signalbox.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MatrixTableTest {

    /** What has none is in the table under the name of its interface, which says nothing to a reader. */
    @Test
    void hasARowInPlainWordsForAllThatRunsOnEveryServer() {
        Set<String> behaviours = new ClassFileImporter()
                .importPackages("io.github.signalbox.functional").stream()
                        .filter(type -> type.getSimpleName().matches("EveryServer.*IT"))
                        .flatMap(type -> type.getAllRawInterfaces().stream())
                        .filter(MatrixTableTest::hasTests)
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet());
        assertThat(behaviours).contains("EnvelopeBehaviour", "StreamsBehaviour");
        assertThat(MatrixTable.ROWS).containsKeys(behaviours.toArray(String[]::new));
    }

    private static boolean hasTests(JavaClass type) {
        return type.getMethods().stream().anyMatch(method -> method.getAnnotations().stream()
                .anyMatch(each -> each.getRawType().getPackageName().startsWith("org.junit.jupiter")));
    }
}
