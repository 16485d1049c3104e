package io.github.signalbox;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Qualifies the CDI event that a connection has opened: {@code void greet(@Observes @Opened Connection c)}.
 *
 * <p>Observers run before the first request of that connection is handled, on a thread that may block, with the request scope
 * active. They may send. If one throws, the connection is closed with 1011.
 */
@Qualifier
@Documented
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Opened {

    /** The qualifier as an object, for {@code Event.select}. */
    final class Literal extends AnnotationLiteral<Opened> implements Opened {

        private static final long serialVersionUID = 1L;

        /** The only one that is needed. */
        public static final Literal INSTANCE = new Literal();

        private Literal() {}
    }
}
