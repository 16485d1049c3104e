package io.github.signalbox.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.Extension;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CdiContainerTest {

    /** Found by its class file in a bean archive that the test lays out. */
    @ApplicationScoped
    public static class Found {
        private final UUID id = UUID.randomUUID();
        private Runnable atEnd = () -> {};

        public UUID id() {
            return id;
        }

        public void atEnd(Runnable task) {
            atEnd = task;
        }

        public void end(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
            atEnd.run();
        }
    }

    /** Not discovered: it has no bean-defining annotation. */
    public static class Plain {}

    /** Adds a bean of its own. */
    public static final class Extra implements Extension {
        private final String bean;

        Extra(String bean) {
            this.bean = bean;
        }

        void add(@Observes AfterBeanDiscovery event) {
            event.<StringBuilder>addBean().types(StringBuilder.class).createWith(context -> new StringBuilder(bean));
        }
    }

    private URLClassLoader loader;

    @BeforeEach
    void layOutTheArchive(@TempDir Path archive) throws Exception {
        loader = OneArchive.of(archive, Found.class, Plain.class);
    }

    @AfterEach
    void close() throws Exception {
        loader.close();
    }

    @Test
    void discoversAnnotatedBeansThroughTheGivenLoader() {
        try (CdiContainer container = CdiContainer.start(loader, List.of())) {
            assertThat(container.weld().select(Found.class).isResolvable()).isTrue();
            assertThat(container.weld().select(Plain.class).isUnsatisfied()).isTrue();
        }
    }

    @Test
    void startsOneAfterAnother() {
        for (int i = 0; i < 3; i++) {
            AtomicInteger ended = new AtomicInteger();
            try (CdiContainer container = CdiContainer.start(loader, List.of())) {
                container.weld().select(Found.class).get().atEnd(ended::incrementAndGet);
                assertThat(ended).hasValue(0);
            }
            assertThat(ended).hasValue(1);
        }
        assertThatThrownBy(CDI::current).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void twoSideBySideShareNothing() {
        try (CdiContainer first = CdiContainer.start(loader, List.of(new Extra("first")));
                CdiContainer second = CdiContainer.start(loader, List.of(new Extra("second")))) {
            assertThat(first.weld().select(StringBuilder.class).get()).hasToString("first");
            assertThat(second.weld().select(StringBuilder.class).get()).hasToString("second");
            assertThat(first.weld().select(Found.class).get().id())
                    .isNotEqualTo(second.weld().select(Found.class).get().id());
        }
    }

    @Test
    void currentIsTheOlderOfTwoOnAnyThread() {
        CdiContainer first = CdiContainer.start(loader, List.of(new Extra("first")));
        CdiContainer second = CdiContainer.start(loader, List.of(new Extra("second")));
        try {
            assertThat(current()).isEqualTo("first");
            assertThat(CompletableFuture.supplyAsync(CdiContainerTest::current).join())
                    .isEqualTo("first");
            first.close();
            assertThat(current()).isEqualTo("second");
        } finally {
            first.close();
            second.close();
        }
    }

    private static String current() {
        return CDI.current().select(StringBuilder.class).get().toString();
    }

    @Test
    void saysNothingUnlessSomethingIsWrong() {
        List<String> logged = new ArrayList<>();
        Thread self = Thread.currentThread();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                // Other tests' servers may still be on their way out, on threads of their own.
                if (Thread.currentThread() == self) {
                    logged.add(entry.getLoggerName() + ": " + entry.getMessage());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        // Other tests may have left a level.
        Logger.getLogger("org.jboss.weld").setLevel(null);
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try (CdiContainer container = CdiContainer.start(loader, List.of())) {
            assertThat(container.weld().isRunning()).isTrue();
        } finally {
            root.removeHandler(handler);
        }
        assertThat(logged).isEmpty();
        assertThat(Logger.getLogger("org.jboss.weld").getLevel()).isNull();
    }
}
