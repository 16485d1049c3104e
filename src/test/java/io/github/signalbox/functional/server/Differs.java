package io.github.signalbox.functional.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test that expects something else of one server. The table of the matrix says so. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Differs.All.class)
public @interface Differs {

    /** Which server. */
    String on();

    /** What happens there, for a reader of the docs. */
    String how();

    /** For the compiler. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface All {

        /** All of one test. */
        Differs[] value();
    }
}
