package io.github.signalbox;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house is built in floors: imports point down, and what belongs to a container stays at the edge. */
class HouseTest {

    private static final String HOUSE = "io.github.signalbox";

    /** The API is the package {@code io.github.signalbox} itself. A new package is entered here first. */
    private static final String API = "";

    private static final List<Set<String>> FLOORS = List.of(
            Set.of(API, "config", "json"),
            Set.of("codec", "routing"),
            Set.of("admission", "asyncapi", "audience", "session"),
            Set.of("cdi", "endpoint"),
            Set.of("standalone"),
            Set.of("demo"));

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(HOUSE);

    @Test
    void everyPackageHasAFloor() {
        assertThat(rooms()).containsAll(CLASSES.stream().map(HouseTest::room).collect(Collectors.toSet()));
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(CLASSES.stream().map(JavaClass::getPackage).collect(Collectors.toSet()))
                .isNotEmpty()
                .allMatch(each -> each.isAnnotatedWith(NullMarked.class));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void importsPointDown(String room) {
        int floor = floor(room);
        forbid(in(room), describe("are on a higher floor", type -> isOurs(type) && floor(room(type)) > floor));
    }

    static Set<String> rooms() {
        return FLOORS.stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    @Test
    void roomsOfOneFloorDoNotImportEachOtherInACircle() {
        check(slices().matching(HOUSE + ".(*)..").should().beFreeOfCycles());
    }

    @Test
    void theApiImportsNothingOfTheHouse() {
        forbid(
                in(API),
                describe(
                        "are inside the house",
                        type -> isOurs(type) && !room(type).equals(API)));
    }

    @Test
    void onlyStandaloneKnowsTheServerItRunsOn() {
        forbid(
                not(in("standalone")),
                resideInAnyPackage(
                        "org.glassfish.tyrus..",
                        "org.glassfish.grizzly..",
                        "org.jboss.weld..",
                        "org.eclipse.yasson..",
                        "org.eclipse.parsson.."));
    }

    @Test
    void onlyTheAsyncApiDocumentKnowsTheLibraryForSchemas() {
        forbid(not(in("asyncapi")), resideInAnyPackage("com.github.victools..", "com.fasterxml..", "org.slf4j.."));
    }

    @ParameterizedTest
    @MethodSource("roomsWithoutAContainer")
    void theCoreKnowsNoContainer(String room) {
        forbid(in(room), resideInAnyPackage("jakarta.websocket..", "jakarta.servlet.."));
    }

    static Set<String> roomsWithoutAContainer() {
        return Set.of(API, "config", "json", "routing", "admission", "asyncapi", "audience", "session");
    }

    @Test
    void theCodecKnowsDecoderAndEncoderButNoServlets() {
        forbid(in("codec"), resideInAPackage("jakarta.servlet.."));
        forbid(in("codec"), resideInAPackage("jakarta.websocket.server.."));
    }

    @Test
    void settingsAreReadInOnePlace() {
        forbid(not(in("config")), resideInAPackage("org.eclipse.microprofile.config.."));
    }

    private static void forbid(DescribedPredicate<? super JavaClass> who, DescribedPredicate<? super JavaClass> what) {
        check(noClasses().that(who).should().dependOnClassesThat(what));
    }

    private static void check(ArchRule rule) {
        // A room that is still empty breaks no rule.
        rule.allowEmptyShould(true).check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> in(String room) {
        return describe("are in the room '" + room + "'", type -> room(type).equals(room));
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(HOUSE) || type.getPackageName().startsWith(HOUSE + ".");
    }

    /** The first name after {@code io.github.signalbox}; packages below a room belong to it. */
    private static String room(JavaClass type) {
        String below = type.getPackageName().substring(HOUSE.length());
        return below.isEmpty() ? API : below.substring(1).split("\\.", 2)[0];
    }

    private static int floor(String room) {
        return IntStream.range(0, FLOORS.size())
                .filter(floor -> FLOORS.get(floor).contains(room))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The package '" + room + "' is on no floor"));
    }
}
