package io.github.signalbox.asyncapi;

import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbVisibility;
import jakarta.json.bind.config.PropertyVisibilityStrategy;
import jakarta.json.bind.serializer.JsonbDeserializer;
import jakarta.json.bind.serializer.JsonbSerializer;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the application's {@code JsonbConfig} and the annotations of a class change for all of its properties. */
final class Customizations {

    private static final PropertyVisibilityStrategy STANDARD = new PropertyVisibilityStrategy() {

        @Override
        public boolean isVisible(Field field) {
            return Modifier.isPublic(field.getModifiers());
        }

        @Override
        public boolean isVisible(Method method) {
            return Modifier.isPublic(method.getModifiers());
        }
    };

    private final UnaryOperator<String> names;
    private final PropertyVisibilityStrategy visibility;
    private final boolean nullsWritten;
    private final boolean creatorParametersRequired;
    /** By the type that they stand for: what JSON that is instead, {@code Object} if only the converter knows. */
    private final Map<Class<?>, Class<?>> converters = new HashMap<>();

    Customizations(JsonbConfig config) {
        names = Names.of(config);
        visibility = config.getProperty(JsonbConfig.PROPERTY_VISIBILITY_STRATEGY)
                .map(PropertyVisibilityStrategy.class::cast)
                .orElse(STANDARD);
        nullsWritten = isOn(config, JsonbConfig.NULL_VALUES);
        creatorParametersRequired = isOn(config, JsonbConfig.CREATOR_PARAMETERS_REQUIRED);
        listed(config, JsonbConfig.SERIALIZERS).forEach(each -> custom(each, JsonbSerializer.class));
        listed(config, JsonbConfig.DESERIALIZERS).forEach(each -> custom(each, JsonbDeserializer.class));
        listed(config, JsonbConfig.ADAPTERS).forEach(each -> {
            List<Class<?>> types = TypeArguments.of(each.getClass(), JsonbAdapter.class);
            converters.put(types.get(0), types.get(1));
        });
    }

    private void custom(Object converter, Class<?> kind) {
        converters.put(TypeArguments.of(converter.getClass(), kind).get(0), Object.class);
    }

    private static boolean isOn(JsonbConfig config, String property) {
        return config.getProperty(property).map(Boolean.TRUE::equals).orElse(false);
    }

    private static Stream<Object> listed(JsonbConfig config, String property) {
        return config.getProperty(property).stream()
                .flatMap(list -> list instanceof Object[] all ? Stream.of(all) : Stream.of(list));
    }

    String name(String property) {
        return names.apply(property);
    }

    /** Whether a property is required just because a creator takes it. */
    boolean areCreatorParametersRequired() {
        return creatorParametersRequired;
    }

    /** What a type is in JSON that the whole application has a converter for; null if it has none. */
    @Nullable
    Class<?> converted(Class<?> type) {
        return converters.get(type);
    }

    PropertyVisibilityStrategy visibility(Class<?> type) {
        JsonbVisibility own = annotation(type, JsonbVisibility.class);
        if (own == null) {
            return visibility;
        }
        try {
            return own.value().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(own.value() + " cannot be made", e);
        }
    }

    /** Whether null is written for the properties of a class that say nothing themselves. */
    boolean areNullsWritten(Class<?> type) {
        JsonbNillable own = annotation(type, JsonbNillable.class);
        return own == null ? nullsWritten : own.value();
    }

    private static <A extends Annotation> @Nullable A annotation(Class<?> type, Class<A> annotation) {
        A own = type.getAnnotation(annotation);
        Package around = type.getPackage();
        return own != null || around == null ? own : around.getAnnotation(annotation);
    }
}
