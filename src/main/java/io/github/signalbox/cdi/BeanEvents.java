package io.github.signalbox.cdi;

import io.github.signalbox.Sends;
import io.github.signalbox.routing.EventDefinition;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The events that beans declare with {@code @Sends}, as CDI tells of the beans one by one. */
final class BeanEvents {

    /**
     * A declaration that is not checked yet.
     *
     * @param owner the bean, or its method
     * @param event what it says
     */
    record Declared(String owner, Sends event) {

        EventDefinition definition() {
            return new EventDefinition(event.route(), event.params(), owner);
        }
    }

    private final SortedSet<Declared> declared = new TreeSet<>(Comparator.comparing(Declared::owner)
            .thenComparing(each -> each.event().route())
            .thenComparing(each -> each.event().params().getName()));

    void managed(AnnotatedType<?> type) {
        String owner = type.getJavaClass().getName();
        add(owner, type);
        type.getMethods()
                .forEach(method -> add(owner + "." + method.getJavaMember().getName(), method));
    }

    private void add(String owner, Annotated element) {
        Sends.All several = element.getAnnotation(Sends.All.class);
        Sends one = element.getAnnotation(Sends.class);
        Stream.concat(Stream.ofNullable(one), several == null ? Stream.empty() : Stream.of(several.value()))
                .forEach(event -> declared.add(new Declared(owner, event)));
    }

    /** In an order that does not change, and so neither do the messages. */
    SortedSet<Declared> all() {
        return declared;
    }
}
