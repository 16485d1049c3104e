package io.github.signalbox.functional.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that behave the same on every server. Their methods take an {@link AppServer}, which all classes of a run share.
 *
 * <p>The build starts a JVM for each server with {@code signalbox.server=wildfly}, and {@code signalbox.servers} lists those that
 * are wanted. Anywhere else, in an IDE for example, the server is {@code standalone}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("matrix")
@ExtendWith(SharedServer.class)
public @interface OnEveryServer {

    /**
     * The place of tests that leave the server unlike they have found it. Those that end it come after them, so that a run starts each
     * server twice and no more: a start takes longer than most tests.
     */
    int CHANGES = Order.DEFAULT + 1;

    /** The place of the test that wants a server which no other has had an application on. */
    int FRESH = Order.DEFAULT - 1;

    /** The place of the test that starts it once more, with other properties, and leaves it running. */
    int STARTS = CHANGES + 1;

    /** The place of the tests that end it. */
    int ENDS = STARTS + 1;
}
