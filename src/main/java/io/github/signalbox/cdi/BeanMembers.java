package io.github.signalbox.cdi;

import io.github.signalbox.ConfigurationException;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a bean has of its own and what it inherits, as the language sees it: CDI lists every method of every superclass. */
final class BeanMembers {

    private final Bean<?> bean;
    private final AnnotatedType<?> type;
    private final Set<Type> closure;
    private final String maker;

    /**
     * The members of a bean.
     *
     * @param type the bean's class, or the type that a producer declares
     * @param closure the same and all above it, with their type arguments
     * @param maker who makes the bean, to be put behind a name; empty if that is CDI
     */
    BeanMembers(Bean<?> bean, AnnotatedType<?> type, Set<Type> closure, String maker) {
        this.bean = bean;
        this.type = type;
        this.closure = closure;
        this.maker = maker;
    }

    Bean<?> bean() {
        return bean;
    }

    AnnotatedType<?> type() {
        return type;
    }

    /** The bean as people will look for it. */
    String owner() {
        return type.getJavaClass().getName() + maker;
    }

    /** One of its methods, likewise. */
    String owner(Method method) {
        return type.getJavaClass().getName() + "." + method.getName() + maker;
    }

    /** The methods that a call can reach: none that is overridden, and no copy that the compiler made. */
    List<AnnotatedMethod<?>> methods() {
        return type.getMethods().stream()
                .filter(method -> !method.getJavaMember().isBridge() && !isOverridden(method.getJavaMember()))
                .<AnnotatedMethod<?>>map(method -> method)
                .toList();
    }

    /** A generic superclass with the arguments that the bean gives it. */
    Optional<ParameterizedType> generic(Class<?> raw) {
        return closure.stream()
                .filter(each -> raw(each) == raw && each instanceof ParameterizedType)
                .map(ParameterizedType.class::cast)
                .findFirst();
    }

    /** A type as the bean sees it: the type parameter of a generic superclass is what the bean puts there. */
    Type resolve(Type declared) {
        if (declared instanceof TypeVariable<?> variable
                && variable.getGenericDeclaration() instanceof Class<?> owner) {
            int position = Arrays.asList(owner.getTypeParameters()).indexOf(variable);
            return generic(owner)
                    .map(resolved -> resolved.getActualTypeArguments()[position])
                    .orElse(declared);
        }
        return declared;
    }

    /**
     * The type to ask CDI for: the bean's class, or, where {@code @Typed} hides that, another that has the member.
     *
     * @throws ConfigurationException SBX0107 if there is none
     */
    Type view(Class<?> memberOf, String owner) {
        return bean.getTypes().stream()
                .filter(each -> raw(each) == type.getJavaClass())
                .findFirst()
                .or(() -> bean.getTypes().stream()
                        .filter(each -> memberOf.isAssignableFrom(raw(each)))
                        .findFirst())
                .orElseThrow(() -> new ConfigurationException(
                        "SBX0107",
                        "The route of " + owner + " is hidden by @Typed: CDI cannot call it, so name the class there,"
                                + " too."));
    }

    /** The class behind a type; {@code Object} if there is none. */
    static Class<?> raw(Type type) {
        Type raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
        return raw instanceof Class<?> known ? known : Object.class;
    }

    private boolean isOverridden(Method method) {
        if (Modifier.isPrivate(method.getModifiers()) || Modifier.isStatic(method.getModifiers())) {
            return false;
        }
        for (Class<?> c = type.getJavaClass(); c != null && c != method.getDeclaringClass(); c = c.getSuperclass()) {
            if (overrides(c, method)) {
                return true;
            }
        }
        return false;
    }

    /** What one of the methods overrides or implements, in a class or an interface above it. */
    Optional<Method> overridden(Method method) {
        Class<?> declaring = method.getDeclaringClass();
        return closure.stream()
                .map(BeanMembers::raw)
                .filter(above -> above != declaring && above.isAssignableFrom(declaring))
                .flatMap(above -> Arrays.stream(above.getDeclaredMethods()))
                .filter(above -> above.getName().equals(method.getName())
                        && above.getParameterCount() == method.getParameterCount()
                        && !Modifier.isPrivate(above.getModifiers())
                        && !Modifier.isStatic(above.getModifiers())
                        && !above.isBridge())
                .filter(above -> takesTheSame(above, method))
                .findFirst();
    }

    /** As they are declared, or with the type arguments that the bean has put in. */
    private boolean takesTheSame(Method above, Method method) {
        Class<?>[] seen = Arrays.stream(above.getGenericParameterTypes())
                .map(parameter -> parameter instanceof Class<?> raw ? raw : raw(resolve(parameter)))
                .toArray(Class<?>[]::new);
        return Arrays.equals(seen, method.getParameterTypes())
                || Arrays.equals(above.getParameterTypes(), method.getParameterTypes());
    }

    /** A bridge alone only makes a method of a superclass visible; beside a method of that name it leads there. */
    private static boolean overrides(Class<?> subclass, Method inherited) {
        List<Method> sameName = Arrays.stream(subclass.getDeclaredMethods())
                .filter(own -> own.getName().equals(inherited.getName())
                        && own.getParameterCount() == inherited.getParameterCount())
                .toList();
        return sameName.stream().anyMatch(own -> !own.isBridge())
                && sameName.stream()
                        .anyMatch(own -> Arrays.equals(own.getParameterTypes(), inherited.getParameterTypes()));
    }
}
