package io.github.signalbox.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.Route;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Specializes;
import jakarta.interceptor.Interceptor;
import org.junit.jupiter.api.Test;

/** Of beans that stand for one another, the one that CDI has enabled answers. */
class EnabledBeansTest {

    @Test
    void aBeanThatSpecializesAnotherAnswersInItsPlace() throws Exception {
        try (Deployment deployment = Deployment.of(Original.class, Special.class)) {
            assertThat(deployment.answer("m")).isEqualTo("special");
            assertThat(deployment.route("m").owner()).isEqualTo(Special.class.getName() + ".m");
            assertThat(deployment.answer("inherited")).isEqualTo("special too");
        }
    }

    @Test
    void theLastOfAChainAnswers() throws Exception {
        try (Deployment deployment = Deployment.of(Original.class, Special.class, MoreSpecial.class)) {
            assertThat(deployment.answer("m")).isEqualTo("more special");
        }
    }

    @Test
    void aDisabledBeanDoesNotAnswerWhereTheOneInItsPlaceHasNoRoute() {
        try (Deployment deployment = Deployment.of(Original.class, Silent.class)) {
            assertThat(deployment.switchboard().routes().routes()).containsExactly("inherited");
        }
    }

    @Test
    void anAlternativeThatIsNotSelectedLeavesEverythingAsItIs() throws Exception {
        try (Deployment deployment = Deployment.of(Original.class, Alternate.class, AlternateOriginal.class)) {
            assertThat(deployment.answer("m")).isEqualTo("original");
            assertThat(deployment.switchboard().routes().routes()).containsExactlyInAnyOrder("m", "inherited");
        }
    }

    @Test
    void anAlternativeThatIsSelectedByPriorityAnswers() throws Exception {
        try (Deployment deployment = Deployment.of(Original.class, Selected.class)) {
            assertThat(deployment.answer("selected")).isEqualTo("selected");
        }
    }

    @Test
    void anAlternativeThatOneArchiveSelectsAnswers() throws Exception {
        try (Deployment deployment = Deployment.selecting(AlternateOriginal.class, Original.class, Alternate.class)) {
            assertThat(deployment.answer("m")).isEqualTo("alternate original");
            assertThat(deployment.switchboard().routes().routes()).containsExactlyInAnyOrder("m", "inherited");
        }
        try (Deployment deployment = Deployment.selecting(Alternate.class, Original.class)) {
            assertThat(deployment.answer("alternate")).isEqualTo("alternate");
        }
    }

    @Test
    void whatASpecializedBeanProducesIsGone() throws Exception {
        try (Deployment deployment = Deployment.of(Factory.class, SpecialFactory.class)) {
            assertThat(deployment.answer("made")).isEqualTo("by the special factory");
        }
    }

    @Test
    void aProducerThatSpecializesAnotherAnswersInItsPlace() throws Exception {
        try (Deployment deployment = Deployment.of(Factory.class, SpecialProducer.class)) {
            assertThat(deployment.answer("made")).isEqualTo("by the special producer");
        }
    }

    @ApplicationScoped
    static class Original {

        @Route("m")
        String m() {
            return "original";
        }

        @Route("inherited")
        String inherited() {
            return name();
        }

        String name() {
            return "original too";
        }
    }

    @Specializes
    @ApplicationScoped
    static class Special extends Original {

        @Override
        @Route("m")
        String m() {
            return "special";
        }

        @Override
        String name() {
            return "special too";
        }
    }

    @Specializes
    @ApplicationScoped
    static class MoreSpecial extends Special {

        @Override
        @Route("m")
        String m() {
            return "more special";
        }
    }

    @Specializes
    @ApplicationScoped
    static class Silent extends Original {

        @Override
        String m() {
            return "silent";
        }
    }

    @Alternative
    @ApplicationScoped
    static class Alternate {

        @Route("alternate")
        String m() {
            return "alternate";
        }
    }

    @Alternative
    @Specializes
    @ApplicationScoped
    static class AlternateOriginal extends Original {

        @Override
        @Route("m")
        String m() {
            return "alternate original";
        }
    }

    @Alternative
    @Priority(Interceptor.Priority.APPLICATION)
    @ApplicationScoped
    static class Selected {

        @Route("selected")
        String m() {
            return "selected";
        }
    }

    /** Only its producer makes it a bean. */
    record Made(String by) {

        @Route("made")
        String m() {
            return by;
        }
    }

    @Dependent
    static class Factory {

        @Produces
        Made made() {
            return new Made("by the factory");
        }
    }

    @Dependent
    @Specializes
    static class SpecialFactory extends Factory {

        @Override
        @Produces
        Made made() {
            return new Made("by the special factory");
        }
    }

    @Dependent
    static class SpecialProducer extends Factory {

        @Override
        @Produces
        @Specializes
        Made made() {
            return new Made("by the special producer");
        }
    }
}
