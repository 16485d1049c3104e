package io.github.signalbox.cdi;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Constraints of Jakarta Validation on what callers send. Whether anybody checks them is up to a provider that intercepts beans.
 * All goes by name, since the API may be absent.
 */
final class Constraints {

    private static final String API = "jakarta.validation.";

    private Constraints() {}

    /** Whether a parameter, or what it consists of, is to be checked. */
    static boolean areOn(AnnotatedMethod<?> method) {
        return method.getParameters().stream()
                .anyMatch(each -> isConstrained(each.getAnnotations())
                        || isConstrained(each.getJavaParameter().getAnnotatedType()));
    }

    /**
     * The method without constraints that a method overrides, although it has some: Jakarta Validation 3.0, section 5.6.5, forbids
     * that, and providers notice when it is called.
     */
    static Optional<Method> addedTo(AnnotatedMethod<?> method, BeanMembers members) {
        return areOn(method)
                ? members.overridden(method.getJavaMember())
                        .filter(above -> Stream.of(above.getParameters()).noneMatch(Constraints::isConstrained))
                : Optional.empty();
    }

    private static boolean isConstrained(Parameter parameter) {
        return isConstrained(List.of(parameter.getAnnotations())) || isConstrained(parameter.getAnnotatedType());
    }

    /** Whether there is a provider: it brings its factory as a bean, and its interceptors with that. */
    static boolean areChecked(BeanManager beans) {
        return beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .flatMap(bean -> bean.getTypes().stream())
                .anyMatch(type -> type.getTypeName().equals(API + "ValidatorFactory"));
    }

    private static boolean isConstrained(AnnotatedType type) {
        if (isConstrained(List.of(type.getAnnotations()))) {
            return true;
        }
        if (type instanceof AnnotatedParameterizedType generic) {
            return Arrays.stream(generic.getAnnotatedActualTypeArguments()).anyMatch(Constraints::isConstrained);
        }
        return type instanceof AnnotatedArrayType array && isConstrained(array.getAnnotatedGenericComponentType());
    }

    private static boolean isConstrained(Collection<Annotation> annotations) {
        return annotations.stream()
                .map(Annotation::annotationType)
                .anyMatch(each -> each.getName().equals(API + "Valid")
                        || Arrays.stream(each.getAnnotations())
                                .anyMatch(
                                        meta -> meta.annotationType().getName().equals(API + "Constraint")));
    }
}
