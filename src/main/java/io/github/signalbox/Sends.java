package io.github.signalbox;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a bean sends an event, and what with, for the AsyncAPI document: on the bean's class, or on the method that sends it.
 *
 * <pre>{@code
 * @Route("chat.say")
 * @Sends(route = "chat.said", params = Said.class)
 * void say(Said said) {
 *     connections.room(said.room()).send("chat.said", said);
 * }
 * }</pre>
 *
 * <p>It describes and does not send: {@link Connection#send} and {@link Audience#send} take any event, declared or not, and nobody
 * compares what they are given with what is declared here. Several beans may declare the same event, with the same type.
 *
 * <p>Found on every bean whose class CDI makes itself, whether it has routes or not: on the class, which hands it on to its
 * subclasses, and on methods, inherited and producer methods among them. As with {@link Route} on a method, a class needs a scope to
 * be a bean; this annotation makes none of it.
 *
 * <p>Checked when the application is deployed, whether the document is served or not: an empty name, one longer than
 * {@value Route#MAX_NAME_LENGTH} characters or one that begins with {@code $}, and an event that is declared with two types. Each stops
 * the deployment with a numbered message.
 */
@Documented
@Inherited
@Repeatable(Sends.All.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Sends {

    /**
     * The event's name, as it is given to {@link Connection#send}.
     *
     * @return 1 to 200 characters, not beginning with {@code $}
     */
    String route();

    /**
     * What is sent with it: any type that JSON-B can write. Where that is generic, such as a list of lines, declare a record that has
     * it; a class has no type arguments.
     *
     * @return {@code Void.class}, the default, if the event has no params
     */
    Class<?> params() default Void.class;

    /** Several of them; the compiler writes this. */
    @Documented
    @Inherited
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @interface All {

        /**
         * The events.
         *
         * @return at least two
         */
        Sends[] value();
    }
}
