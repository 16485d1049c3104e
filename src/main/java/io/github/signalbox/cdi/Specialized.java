package io.github.signalbox.cdi;

import jakarta.enterprise.inject.Specializes;
import java.util.HashSet;
import java.util.Set;

/**
 * Beans that are disabled because another one specializes them. CDI tells extensions of them all the same.
 *
 * <p>{@code BeanManager.getBeans} does not say it: it sees with the eyes of one archive, and an alternative that the
 * {@code beans.xml} of another selects is disabled in them.
 */
final class Specialized {

    private final Set<Class<?>> classes = new HashSet<>();

    /** Notes whom a bean that CDI has told of specializes, and whom those do in turn. */
    void by(Class<?> bean) {
        for (Class<?> c = bean; c != null && c.isAnnotationPresent(Specializes.class); c = c.getSuperclass()) {
            classes.add(c.getSuperclass());
        }
    }

    boolean contains(Class<?> bean) {
        return classes.contains(bean);
    }
}
