package io.github.signalbox;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Qualifies the CDI event that a connection has closed: {@code void farewell(@Observes @Closed Connection c)}.
 *
 * <p>Observers run once for each connection that was {@link Opened}, after its last handler has returned, whatever ended the
 * connection, on a thread that may block, with the request scope active. Nothing can be sent any more.
 */
@Qualifier
@Documented
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Closed {

    /** The qualifier as an object, for {@code Event.select}. */
    final class Literal extends AnnotationLiteral<Closed> implements Closed {

        private static final long serialVersionUID = 1L;

        /** The only one that is needed. */
        public static final Literal INSTANCE = new Literal();

        private Literal() {}
    }
}
