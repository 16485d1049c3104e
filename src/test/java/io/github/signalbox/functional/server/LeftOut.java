package io.github.signalbox.functional.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test, or a class of tests, for which there is nothing to try on some servers. The table of the matrix says why. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface LeftOut {

    /** Which servers. */
    String[] on();

    /** What is missing there, for a reader of the docs. */
    String why();
}
