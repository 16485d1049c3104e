package io.github.signalbox.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.signalbox.functional.Await;
import io.github.signalbox.routing.HandlerScopes;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Context;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.weld.context.WeldAlterableContext;
import org.jboss.weld.context.bound.BoundLiteral;
import org.jboss.weld.context.bound.BoundRequestContext;
import org.jboss.weld.context.unbound.UnboundLiteral;
import org.jboss.weld.manager.api.WeldManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask for a request scope that is opened when it is first asked for, and when it is seen to be active. */
@Timeout(60)
class RequestScopesTest {

    private static final List<String> HISTORY = new CopyOnWriteArrayList<>();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @BeforeEach
    void forget() {
        HISTORY.clear();
        NUMBER.set(0);
    }

    @Test
    void opensTheContainersOwnContextOnlyWhenItIsAskedFor() {
        try (Deployment deployment = Deployment.of(Note.class, Desk.class)) {
            HandlerScopes.Scope call = deployment.scopes().open();
            assertThat(isOpen(deployment)).isFalse();
            assertThat(deployment.bean(Desk.class).note()).isEqualTo("note 1");
            assertThat(isOpen(deployment)).isTrue();
            assertThat(deployment.bean(Desk.class).note()).isEqualTo("note 1");
            call.close();

            assertThat(isOpen(deployment)).isFalse();
            assertThat(HISTORY).containsExactly("end of note 1");
            assertThatThrownBy(() -> deployment.bean(Desk.class).note()).isInstanceOf(ContextNotActiveException.class);
        }
    }

    @Test
    void isActiveForWhoeverLooksAndNeverMoreThanOnce() {
        try (Deployment deployment = Deployment.of(Note.class)) {
            HandlerScopes.Scope call = deployment.scopes().open();
            assertThat(deployment.beans().getContext(RequestScoped.class).getScope())
                    .isEqualTo(RequestScoped.class);
            Context known = deployment.beans().getContext(RequestScoped.class);
            assertThat(known).isInstanceOf(WeldAlterableContext.class);
            assertThat(deployment.beans().getContext(RequestScoped.class)).isSameAs(known);
            assertThat(known.isActive()).isTrue();
            call.close();

            assertThatThrownBy(() -> deployment.beans().getContext(RequestScoped.class))
                    .isInstanceOf(ContextNotActiveException.class);
        }
    }

    /** The first to ask is handed another object than those after it, with the same beans. */
    @Test
    void givesTheFirstToAskWhatItGivesTheNext() {
        try (Deployment deployment = Deployment.of(Note.class)) {
            HandlerScopes.Scope call = deployment.scopes().open();
            AlterableContext first = (AlterableContext) deployment.beans().getContext(RequestScoped.class);
            Context second = deployment.beans().getContext(RequestScoped.class);
            assertThat(first).isInstanceOf(LateContext.class);
            assertThat(get(first, deployment.beans(), false)).isNull();
            Note note = get(first, deployment.beans(), true);
            assertThat(get(second, deployment.beans(), false)).isSameAs(note).isNotNull();
            assertThat(get(first, deployment.beans(), false)).isSameAs(note);

            first.destroy(bean(deployment.beans()));
            assertThat(HISTORY).containsExactly("end of note 1");
            assertThat(get(second, deployment.beans(), false)).isNull();
            call.close();
            assertThatThrownBy(() -> get(first, deployment.beans(), true))
                    .isInstanceOf(ContextNotActiveException.class);

            HandlerScopes.Scope next = deployment.scopes().open();
            assertThat(get(first, deployment.beans(), true)).isNotNull().isNotSameAs(note);
            next.close();
            assertThat(HISTORY).containsExactly("end of note 1", "end of note 2");
        }
    }

    @Test
    void destroysABeanThatTheHandlerIsDoneWith() {
        try (Deployment deployment = Deployment.of(Note.class, Desk.class)) {
            HandlerScopes.Scope call = deployment.scopes().open();
            deployment.bean(Desk.class).tear();
            assertThat(HISTORY).isEmpty();
            assertThat(deployment.bean(Desk.class).note()).isEqualTo("note 1");
            deployment.bean(Desk.class).tear();
            assertThat(HISTORY).containsExactly("end of note 1");
            assertThat(deployment.bean(Desk.class).note()).isEqualTo("note 2");
            call.close();

            assertThat(HISTORY).containsExactly("end of note 1", "end of note 2");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isTheScopeOfAnInterceptorOrAControllerInside(boolean asked) {
        try (Deployment deployment = Deployment.of(Note.class, Desk.class)) {
            Desk desk = deployment.bean(Desk.class);
            HandlerScopes.Scope call = deployment.scopes().open();
            if (asked) {
                assertThat(desk.note()).isEqualTo("note 1");
            }
            assertThat(desk.noteInScope()).isEqualTo("note 1");
            RequestContextController controller = deployment.bean(RequestContextController.class);
            assertThat(controller.activate()).isFalse();
            controller.deactivate();
            assertThat(desk.note()).isEqualTo("note 1");
            assertThat(HISTORY).isEmpty();
            call.close();

            assertThat(HISTORY).containsExactly("end of note 1");
        }
    }

    @Test
    void isThereForAControllerThatDeactivatesBeforeAnythingElse() {
        try (Deployment deployment = Deployment.of(Note.class, Desk.class)) {
            HandlerScopes.Scope call = deployment.scopes().open();
            deployment.bean(RequestContextController.class).deactivate();
            assertThat(deployment.bean(Desk.class).note()).isEqualTo("note 1");
            call.close();
        }
    }

    /** As servers activate theirs: without a look at who else has. */
    @Test
    void standsBackForOneThatIsActiveForAPartOfACall() {
        try (Deployment deployment = Deployment.of(Note.class, Desk.class)) {
            Desk desk = deployment.bean(Desk.class);
            HandlerScopes.Scope call = deployment.scopes().open();
            BoundRequestContext other = deployment.instance(BoundRequestContext.class, BoundLiteral.INSTANCE);
            Map<String, Object> beans = new HashMap<>();
            other.associate(beans);
            other.activate();
            assertThat(desk.note()).isEqualTo("note 1");
            assertThat(deployment.beans().getContext(RequestScoped.class)).isNotInstanceOf(LateContext.class);
            assertThat(isOpen(deployment)).isFalse();
            other.invalidate();
            other.deactivate();
            other.dissociate(beans);
            assertThat(HISTORY).containsExactly("end of note 1");
            assertThat(desk.note()).isEqualTo("note 2");
            call.close();

            assertThat(HISTORY).containsExactly("end of note 1", "end of note 2");
        }
    }

    @Test
    void leavesOneThatWasActiveBeforeAsItWas() {
        try (Deployment deployment = Deployment.of(Note.class, Desk.class)) {
            Desk desk = deployment.bean(Desk.class);
            RequestContextController outer = deployment.bean(RequestContextController.class);
            assertThat(outer.activate()).isTrue();
            HandlerScopes.Scope call = deployment.scopes().open();
            assertThat(desk.note()).isEqualTo("note 1");
            call.close();
            assertThat(desk.note()).isEqualTo("note 1");
            assertThat(HISTORY).isEmpty();
            outer.deactivate();

            assertThat(HISTORY).containsExactly("end of note 1");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void belongsToTheOuterOfTwoCalls(boolean askedBefore) {
        try (Deployment deployment = Deployment.of(Note.class, Desk.class)) {
            Desk desk = deployment.bean(Desk.class);
            HandlerScopes scopes = deployment.scopes();
            HandlerScopes.Scope outer = scopes.open();
            if (askedBefore) {
                desk.note();
            }
            HandlerScopes.Scope inner = scopes.open();
            assertThat(desk.note()).isEqualTo("note 1");
            inner.close();
            assertThat(HISTORY).isEmpty();
            assertThat(desk.note()).isEqualTo("note 1");
            outer.close();

            assertThat(HISTORY).containsExactly("end of note 1");
        }
    }

    @Test
    void isOfTheHandlersThreadAlone() throws Exception {
        try (Deployment deployment = Deployment.of(Note.class, Desk.class)) {
            HandlerScopes.Scope call = deployment.scopes().open();
            AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
            Thread other = new Thread(() -> {
                try {
                    deployment.bean(Desk.class).note();
                } catch (ContextNotActiveException e) {
                    thrown.set(e);
                }
            });
            other.start();
            other.join();
            assertThat(thrown.get()).isNotNull();
            assertThat(isOpen(deployment)).isFalse();
            call.close();
        }
    }

    @Test
    void isOfOneContainerAlone() {
        try (Deployment deployment = Deployment.of(Note.class, Desk.class);
                Deployment other = Deployment.of(Note.class, Desk.class)) {
            HandlerScopes.Scope call = deployment.scopes().open();
            assertThatThrownBy(() -> other.bean(Desk.class).note()).isInstanceOf(ContextNotActiveException.class);
            HandlerScopes.Scope inner = other.scopes().open();
            assertThat(other.bean(Desk.class).note()).isEqualTo("note 1");
            assertThat(deployment.bean(Desk.class).note()).isEqualTo("note 2");
            inner.close();
            assertThat(HISTORY).containsExactly("end of note 1");
            call.close();
            assertThat(HISTORY).containsExactly("end of note 1", "end of note 2");
        }
    }

    /** This is how Open Liberty and others take a handler's contexts to another thread. */
    @Test
    void isAmongTheContextsThatAreTakenToOtherThreads() {
        try (Deployment deployment = Deployment.of(Note.class)) {
            WeldManager manager = (WeldManager) deployment.beans();
            HandlerScopes.Scope call = deployment.scopes().open();
            assertThat(manager.getActiveWeldAlterableContexts())
                    .extracting(Context::getScope)
                    .contains(RequestScoped.class);
            call.close();
            assertThat(manager.getActiveWeldAlterableContexts())
                    .extracting(Context::getScope)
                    .doesNotContain(RequestScoped.class);
        }
    }

    @Test
    void hasTheBeansOfTheScopeWhileTheyAreDestroyed() {
        try (Deployment deployment = Deployment.of(Letter.class, Note.class)) {
            HandlerScopes.Scope call = deployment.scopes().open();
            deployment.bean(Letter.class).write();
            call.close();
            assertThat(HISTORY).contains("end of letter with note 1");
            assertThatThrownBy(() -> deployment.beans().getContext(RequestScoped.class))
                    .isInstanceOf(ContextNotActiveException.class);
        }
    }

    @Test
    void tellsThoseWhoObserveAScopeOfEach() {
        try (Deployment deployment = Deployment.of(Note.class, Desk.class, Beginning.class, End.class)) {
            HandlerScopes.Scope call = deployment.scopes().open();
            HISTORY.add("handler");
            HandlerScopes.Scope inner = deployment.scopes().open();
            inner.close();
            call.close();

            assertThat(HISTORY)
                    .containsExactly(
                            "beginning in note 1", "handler", "before the end in note 1", "end of note 1", "end");
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Beginning.class, End.class})
    void opensAtOnceWhatIsObserved(Class<?> observer) {
        try (Deployment deployment = Deployment.of(Note.class, observer)) {
            HandlerScopes.Scope call = deployment.scopes().open();
            assertThat(isOpen(deployment)).isTrue();
            call.close();
            assertThat(HISTORY).isNotEmpty();
        }
    }

    /** A thread of a server's outlives the application. */
    @Test
    void leavesNothingOnTheThread() throws Exception {
        WeakReference<Object> application = callOnThisThread();
        Await.until("what the call was given is collected", () -> {
            System.gc();
            return application.get() == null;
        });
    }

    private static WeakReference<Object> callOnThisThread() {
        try (Deployment deployment = Deployment.of(Note.class, Desk.class)) {
            LateContext late = Objects.requireNonNull(
                    deployment.bean(SignalboxExtension.class).requests());
            byte[] kept = new byte[1];
            HandlerScopes.Scope call = late.enter(() -> kept[0] == 0 ? null : () -> {});
            assertThatThrownBy(() -> deployment.bean(Desk.class).note()).isInstanceOf(ContextNotActiveException.class);
            call.close();
            return new WeakReference<>(kept);
        }
    }

    /** Weld's, of which its API has this view alone. */
    private static boolean isOpen(Deployment deployment) {
        return deployment
                .instance(org.jboss.weld.context.RequestContext.class, UnboundLiteral.INSTANCE)
                .isActive();
    }

    private static @Nullable Note get(Context context, BeanManager beans, boolean make) {
        Bean<Note> bean = bean(beans);
        return make ? context.get(bean, beans.createCreationalContext(bean)) : context.get(bean);
    }

    @SuppressWarnings("unchecked") // it is that of the class
    private static Bean<Note> bean(BeanManager beans) {
        return (Bean<Note>) Objects.requireNonNull(beans.resolve(beans.getBeans(Note.class)));
    }

    @RequestScoped
    static class Note {

        private final String name = "note " + NUMBER.incrementAndGet();

        String name() {
            return name;
        }

        @PreDestroy
        void end() {
            HISTORY.add("end of " + name);
        }
    }

    @RequestScoped
    static class Letter {

        @Inject
        Note note;

        void write() {
            // Only made.
        }

        @PreDestroy
        void end() {
            HISTORY.add("end of letter with " + note.name());
        }
    }

    @ApplicationScoped
    static class Desk {

        @Inject
        Note note;

        @Inject
        Instance<Note> notes;

        String note() {
            return note.name();
        }

        @ActivateRequestContext
        String noteInScope() {
            return note.name();
        }

        void tear() {
            notes.destroy(note);
        }
    }

    @ApplicationScoped
    static class Beginning {

        void begun(@Observes @Initialized(RequestScoped.class) Object event, Note note) {
            HISTORY.add("beginning in " + note.name());
        }
    }

    @ApplicationScoped
    static class End {

        void ending(@Observes @BeforeDestroyed(RequestScoped.class) Object event, Note note) {
            HISTORY.add("before the end in " + note.name());
        }

        void ended(@Observes @Destroyed(RequestScoped.class) Object event) {
            HISTORY.add("end");
        }
    }
}
