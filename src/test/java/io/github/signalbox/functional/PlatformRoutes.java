package io.github.signalbox.functional;

import io.github.signalbox.Call;
import io.github.signalbox.Connections;
import io.github.signalbox.Route;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.security.Principal;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/** Handlers that use what a Jakarta EE server has. */
@ApplicationScoped
class PlatformRoutes {

    /** What somebody orders. */
    public static class Order {

        public @NotBlank @Nullable String item;
        public @Min(1) int count;
        public @Valid @Nullable Order next;
    }

    @Inject
    Connections connections;

    @Resource
    ManagedExecutorService executor;

    @Resource
    ManagedScheduledExecutorService timer;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry transactions;

    /** What only a thread with the application's own contexts finds. */
    @SuppressWarnings("BanJNDI") // the name is a constant
    private static List<String> contexts() throws NamingException {
        return List.of(
                InitialContext.<String>doLookup("java:comp/env/greeting"),
                String.valueOf(findsThisClass(Thread.currentThread().getContextClassLoader())),
                String.valueOf(CDI.current().select(PlatformRoutes.class).isResolvable()));
    }

    private static boolean findsThisClass(ClassLoader loader) {
        try {
            return loader.loadClass(PlatformRoutes.class.getName()) == PlatformRoutes.class;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Route("ee.contexts")
    List<String> blocking() throws NamingException {
        return contexts();
    }

    @Route(value = "ee.contextsNow", blocking = false)
    List<String> immediate() throws NamingException {
        return contexts();
    }

    @Route("ee.contextsLater")
    CompletionStage<List<String>> later() {
        return executor.supplyAsync(() -> {
            try {
                return contexts();
            } catch (NamingException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Route("ee.thread")
    String thread() {
        return Thread.currentThread().getName();
    }

    @Route(value = "ee.threadNow", blocking = false)
    String threadNow() {
        return Thread.currentThread().getName();
    }

    /** Sends an event to all connections of a user, on a thread of the server's. */
    @Route("ee.tell")
    CompletionStage<Integer> tell(String user) {
        return executor.supplyAsync(() -> {
            connections.user(user).send("ee.told", user);
            return connections.user(user).count();
        });
    }

    /** Sends events to a room, on a thread of the server's, after the answer or before it. */
    @Route("ee.tellRoom")
    void tellRoom(String room) {
        Future<?> unused = executor.submit(() -> {
            for (int n = 1; n <= RoomRoutes.Ticks.LAST; n++) {
                connections.room(room).send(RoomRoutes.Ticks.EVENT, n);
            }
        });
    }

    /** Has a timer of the server's send {@link RoomRoutes.Ticks} to a room. */
    @Route("ee.ticks")
    void ticks(String room) {
        new RoomRoutes.Ticks(timer, connections.room(room)).begin();
    }

    @Route("ee.transaction")
    @Transactional
    boolean transaction() {
        return transactions.getTransactionStatus() == Status.STATUS_ACTIVE;
    }

    @Route("ee.noTransaction")
    boolean noTransaction() {
        return transactions.getTransactionStatus() == Status.STATUS_NO_TRANSACTION;
    }

    @Route("ee.order")
    String order(@Valid Order order) {
        return order.count + " " + order.item;
    }

    @Route("ee.admin")
    @RolesAllowed("admin")
    String admin(Call call) {
        return call.connection().principal().map(Principal::getName).orElse("nobody");
    }

    @Route("ee.signedIn")
    @RolesAllowed("**")
    JsonValue signedIn() {
        return JsonValue.TRUE;
    }
}
