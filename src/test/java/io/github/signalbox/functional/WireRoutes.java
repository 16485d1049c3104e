package io.github.signalbox.functional;

import io.github.signalbox.Call;
import io.github.signalbox.Route;
import io.github.signalbox.RouteException;
import io.github.signalbox.RouteHandler;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Handlers of every kind of Params and result. */
@ApplicationScoped
class WireRoutes {

    /** What JSON-B binds Params to. */
    public static class Person {

        public @Nullable String name;
        public int age;
        public @Nullable BigInteger fortune;
        public @Nullable Person friend;
    }

    /** What JSON-B cannot write. */
    public static class Unwritable {

        public String getTrouble() {
            throw new IllegalStateException("a secret of the result");
        }
    }

    @Route(value = "it.echo", blocking = false)
    JsonValue echo(JsonValue params) {
        return params;
    }

    @Route("it.echoBlocking")
    JsonValue echoBlocking(JsonValue params) {
        return params;
    }

    @Route("it.person")
    Person person(Person person) {
        return person;
    }

    @Route("it.names")
    List<String> names(Map<String, Person> people) {
        return people.keySet().stream().sorted().toList();
    }

    @Route("it.int")
    int primitive(int number) {
        return number;
    }

    @Route("it.void")
    void nothing() {}

    @Route(value = "it.voidNow", blocking = false)
    void nothingNow() {}

    @Route("it.null")
    @Nullable
    Person nobody(Call call) {
        return null;
    }

    @Route("it.callFirst")
    String callFirst(Call call, JsonObject params) {
        return call.route() + params.size();
    }

    @Route("it.stage")
    CompletionStage<Person> stage(Person person) {
        return CompletableFuture.completedFuture(person);
    }

    @Route("it.stageOfNothing")
    CompletionStage<Void> stageOfNothing() {
        return CompletableFuture.completedFuture(null);
    }

    @Route("it.nullStage")
    @Nullable
    CompletionStage<Person> nullStage() {
        return null;
    }

    @Route("it.unwritable")
    Unwritable unwritable() {
        return new Unwritable();
    }

    @Route(value = "it.told", blocking = false)
    void told(String msg) {
        throw new RouteException(msg);
    }

    @Route("it.toldMore")
    void toldMore(JsonValue data) {
        throw new RouteException(4711, "more", data);
    }

    @Route("it.toldUnwritable")
    void toldUnwritable() {
        throw new RouteException(4711, "more", new Unwritable());
    }

    @Route("it.toldLater")
    CompletionStage<String> toldLater(String msg) {
        return CompletableFuture.<String>supplyAsync(() -> {
                    throw new RouteException(9, msg);
                })
                .thenApply(String::strip);
    }

    @Route("it.throw")
    void fail(String kind) throws Exception {
        switch (kind) {
            case "checked" -> throw new IOException("a secret\r\nof the handler");
            case "error" -> throw new AssertionError("a secret of the handler");
            case "stack" -> {
                List<Object> circle = new ArrayList<>();
                circle.add(circle);
                circle.add(circle.hashCode());
            }
            case "memory" -> throw new OutOfMemoryError("a secret of the handler");
            default -> throw new IllegalStateException("a secret of the handler");
        }
    }

    /** Only for those who have signed in, unless a method says otherwise. */
    @ApplicationScoped
    @RolesAllowed("admin")
    static class Guarded {

        @Route("it.admins")
        String admins() {
            return "for admins";
        }

        @Route("it.nobody")
        @DenyAll
        String nobody() {
            return "for nobody";
        }

        @Route("it.everybody")
        @PermitAll
        String everybody() {
            return "for everybody";
        }
    }

    /** A bean that is a handler itself. */
    @ApplicationScoped
    @Route("it.handlerBean")
    static class Doubling implements RouteHandler<List<Integer>, List<Integer>> {

        @Override
        public List<Integer> handle(@Nullable List<Integer> params, Call call) {
            return params == null
                    ? List.of()
                    : params.stream().map(each -> 2 * each).toList();
        }
    }
}
