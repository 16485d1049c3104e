package io.github.signalbox.functional;

import io.github.signalbox.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Specializes;

/** Beans that stand for one another, and one that a producer makes. */
final class PlatformBeans {

    private PlatformBeans() {}

    @ApplicationScoped
    static class Original {
        @Route("it.specialized")
        String answer() {
            return "original";
        }
    }

    @Specializes
    @ApplicationScoped
    static class Special extends Original {
        @Override
        @Route("it.specialized")
        String answer() {
            return "special";
        }
    }

    /** Nobody selects it. */
    @Alternative
    @Specializes
    @ApplicationScoped
    static class Unselected extends Special {
        @Override
        @Route("it.specialized")
        String answer() {
            return "unselected";
        }
    }

    /** Has no scope, so that CDI does not make it. */
    static class Product {
        @Route("it.produced")
        String answer() {
            return "produced";
        }
    }

    @Dependent
    static class Factory {
        @Produces
        @ApplicationScoped
        Product make() {
            return new Product();
        }
    }
}
