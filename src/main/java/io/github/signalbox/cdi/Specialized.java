package io.github.signalbox.cdi;

import jakarta.enterprise.inject.Specializes;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Beans that are disabled because another one specializes them. CDI tells extensions of them all the same.
 *
 * <p>{@code BeanManager.getBeans} does not say it: it sees with the eyes of one archive, and an alternative that the
 * {@code beans.xml} of another selects is disabled in them.
 */
final class Specialized {

    private final Set<Class<?>> classes = new HashSet<>();
    private final List<Method> producers = new ArrayList<>();

    /** Notes whom a bean that CDI has told of specializes, and whom those do in turn. */
    void by(Class<?> bean) {
        for (Class<?> c = bean; c != null && c.isAnnotationPresent(Specializes.class); c = c.getSuperclass()) {
            classes.add(c.getSuperclass());
        }
    }

    /** Notes a producer that CDI has told of and that specializes the one it overrides. */
    void by(Method producer) {
        if (producer.isAnnotationPresent(Specializes.class)) {
            producers.add(producer);
        }
    }

    boolean contains(Class<?> bean) {
        return classes.contains(bean);
    }

    /** The answer is right only after all beans and producers were noted, and so is that about a class. */
    boolean contains(Member producer) {
        return contains(producer.getDeclaringClass())
                || producers.stream()
                        .anyMatch(each -> !contains(each.getDeclaringClass()) && specializes(each, producer));
    }

    private static boolean specializes(Method producer, Member other) {
        @Nullable Class<?> superclass = producer.getDeclaringClass().getSuperclass();
        return other instanceof Method inherited
                && inherited.getDeclaringClass() == superclass
                && inherited.getName().equals(producer.getName())
                && Arrays.equals(inherited.getParameterTypes(), producer.getParameterTypes());
    }
}
