package io.github.signalbox.routing;

import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.lang.reflect.Constructor;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out at deployment what JSON-B would say at the first request.
 *
 * <p>JSON-B has no such question, so this asks the class what the specification demands (sections 3.7 and 4.5 of JSON Binding 3.0)
 * and then lets the provider bind an empty object, watching for refusals that no input could cure.
 */
final class Bindability {

    private final Jsonb jsonb;

    Bindability(Jsonb jsonb) {
        this.jsonb = jsonb;
    }

    Optional<String> obstacle(Type type) {
        if (type instanceof ParameterizedType generic) {
            // The arguments first: they are what is wrong mostly, and then the whole does not work either.
            return Arrays.stream(generic.getActualTypeArguments())
                    .map(this::obstacle)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .or(() -> Optional.ofNullable(classObstacle((Class<?>) generic.getRawType(), generic)));
        }
        if (type instanceof GenericArrayType array) {
            return obstacle(array.getGenericComponentType());
        }
        if (type instanceof WildcardType wildcard) {
            return obstacle(wildcard.getUpperBounds()[0]);
        }
        if (type instanceof TypeVariable<?>) {
            return Optional.of("its type parameter is open. Name a type there.");
        }
        Class<?> raw = (Class<?>) type;
        return raw.isArray() ? obstacle(raw.getComponentType()) : Optional.ofNullable(classObstacle(raw, raw));
    }

    /** With its type arguments, if it has any, since the provider needs them. */
    private @Nullable String classObstacle(Class<?> type, Type whole) {
        if (type.isPrimitive()
                || type.isEnum()
                || type == Void.class
                || type == Object.class
                || JsonValue.class.isAssignableFrom(type)) {
            return null;
        }
        if (bindsItself(type)) {
            return null;
        }
        String refusal = refusal(type, whole);
        if (refusal == null) {
            return null;
        }
        return !isPlatform(type) && shape(type) != null ? shape(type) : refusal;
    }

    /** The class brings its own way to be read; whether that works only a value can tell. */
    private static boolean bindsItself(Class<?> type) {
        return type.isAnnotationPresent(JsonbTypeAdapter.class)
                || type.isAnnotationPresent(JsonbTypeDeserializer.class)
                || type.isAnnotationPresent(JsonbTypeInfo.class);
    }

    private static boolean isPlatform(Class<?> type) {
        return type.getClassLoader() == null || type.getClassLoader() == ClassLoader.getPlatformClassLoader();
    }

    /** The remedy, where the class itself shows what is missing. */
    private static @Nullable String shape(Class<?> type) {
        if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
            return "it is abstract. Take a record or a class, or give it @JsonbTypeInfo, an adapter or a deserializer.";
        }
        if ((type.isMemberClass() && !Modifier.isStatic(type.getModifiers()))
                || type.isLocalClass()
                || type.isAnonymousClass()) {
            return "it belongs to an instance of another class. Make it static.";
        }
        if (!type.isRecord() && !hasCreator(type) && noDefaultConstructor(type)) {
            return "it has no public or protected constructor without parameters. Add one, make it a record,"
                    + " or mark a constructor with @JsonbCreator.";
        }
        if (!isPublic(type)) {
            return "it is not public. Make it (and the classes around it) public.";
        }
        return null;
    }

    private static boolean isPublic(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getEnclosingClass()) {
            if (!Modifier.isPublic(c.getModifiers())) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasCreator(Class<?> type) {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.isAnnotationPresent(JsonbCreator.class)) {
                return true;
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (method.isAnnotationPresent(JsonbCreator.class)) {
                return true;
            }
        }
        return false;
    }

    private static boolean noDefaultConstructor(Class<?> type) {
        return Arrays.stream(type.getDeclaredConstructors())
                .noneMatch(c ->
                        c.getParameterCount() == 0 && (c.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0);
    }

    /** Null if the provider binds some value to the type, or refuses the values for a reason of theirs. */
    private @Nullable String refusal(Class<?> type, Type whole) {
        String first = null;
        for (String probe : new String[] {"{}", "[]", "\"\"", "0"}) {
            try {
                jsonb.fromJson(probe, whole);
                return null;
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                if (!isIncurable(e, type)) {
                    return null;
                }
                first = first == null ? "the provider says: " + e.getMessage() : first;
            }
        }
        return first;
    }

    /**
     * Whether a refusal is about the class and not about the value. A constructor of the application that refuses an empty
     * object is about the value.
     */
    private static boolean isIncurable(Throwable refusal, Class<?> type) {
        if (isByTheClassItself(refusal, type)) {
            return false;
        }
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalAccessException
                    || cause instanceof InstantiationException
                    || cause instanceof LinkageError) {
                return true;
            }
        }
        return isPlatform(type) ? !isValueLike(type) : shape(type) != null;
    }

    /** Whether the provider came as far as the class's own code, which then threw. */
    private static boolean isByTheClassItself(Throwable refusal, Class<?> type) {
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            if (Arrays.stream(cause.getStackTrace())
                    .anyMatch(frame -> frame.getClassName().equals(type.getName()))) {
                return true;
            }
        }
        return false;
    }

    /** JDK types that no probe fits but a proper text would, such as {@code LocalDate}. */
    private static boolean isValueLike(Class<?> type) {
        String name = type.getName();
        return Comparable.class.isAssignableFrom(type)
                || (!type.isInterface() && (name.startsWith("java.time.") || name.startsWith("java.util.")))
                || name.equals("java.net.URL")
                || name.equals("java.lang.CharSequence")
                || name.equals("java.lang.Number");
    }
}
