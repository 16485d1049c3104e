package io.github.signalbox.cdi;

import io.github.signalbox.Route;
import jakarta.enterprise.inject.spi.AnnotatedMember;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The beans that have routes, as CDI tells of them one by one: those it makes itself, and those that a producer makes. */
final class Candidates {

    private static final System.Logger LOGGER = System.getLogger(Candidates.class.getName());

    private record Managed(Bean<?> bean, AnnotatedType<?> type) {}

    private record Produced(Bean<?> bean, AnnotatedMember<?> producer) {}

    private final List<Managed> managed = new ArrayList<>();
    private final List<Produced> produced = new ArrayList<>();
    private final Specialized specialized = new Specialized();

    void managed(Bean<?> bean, AnnotatedType<?> type) {
        specialized.by(type.getJavaClass());
        if (hasRoute(type)) {
            managed.add(new Managed(bean, type));
        }
    }

    /** Of what is produced only the producer's type is known, so that is where routes are looked for. */
    void produced(Bean<?> bean, AnnotatedMember<?> producer) {
        if (producer.getJavaMember() instanceof Method method) {
            specialized.by(method);
        }
        if (mayHaveRoute(BeanMembers.raw(producer.getBaseType()))) {
            produced.add(new Produced(bean, producer));
        }
    }

    /** Those that are enabled, in an order that does not change, and so neither do the messages. */
    List<BeanRoutes> enabled(BeanManager beans) {
        List<BeanRoutes> enabled = new ArrayList<>();
        for (Managed each : managed) {
            if (!specialized.contains(each.type().getJavaClass())) {
                enabled.add(new BeanRoutes(
                        new BeanMembers(each.bean(), each.type(), each.type().getTypeClosure(), ""), beans));
            }
        }
        for (Produced each : produced) {
            Member producer = each.producer().getJavaMember();
            AnnotatedType<?> type =
                    beans.createAnnotatedType(BeanMembers.raw(each.producer().getBaseType()));
            if (hasRoute(type) && !specialized.contains(producer)) {
                String maker = " (made by " + producer.getDeclaringClass().getName() + "." + producer.getName() + ")";
                enabled.add(new BeanRoutes(
                        new BeanMembers(each.bean(), type, each.producer().getTypeClosure(), maker), beans));
            }
        }
        enabled.sort(Comparator.comparing(BeanRoutes::owner));
        return enabled;
    }

    private static boolean hasRoute(AnnotatedType<?> type) {
        return type.isAnnotationPresent(Route.class)
                || type.getMethods().stream().anyMatch(method -> method.isAnnotationPresent(Route.class));
    }

    /** The class of a product is none of CDI's business, and may be one that cannot be looked at. */
    private static boolean mayHaveRoute(Class<?> type) {
        try {
            boolean found = type.isAnnotationPresent(Route.class);
            for (Class<?> c = type; c != null && !found; c = c.getSuperclass()) {
                found = Arrays.stream(c.getDeclaredMethods()).anyMatch(each -> each.isAnnotationPresent(Route.class));
            }
            return found;
        } catch (LinkageError e) {
            // A library that it mentions is not there, which harms nobody who does not call it.
            LOGGER.log(System.Logger.Level.DEBUG, () -> "No routes are looked for in " + type.getName() + ": " + e);
            return false;
        }
    }
}
