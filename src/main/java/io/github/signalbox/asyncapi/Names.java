package io.github.signalbox.asyncapi;

import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyNamingStrategy;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** What JSON-B makes of the name of a Java property: JSON Binding 3.0, section 4.1. */
final class Names {

    private Names() {}

    /** The strategy of the application, or none, which leaves names as they are. */
    static UnaryOperator<String> of(JsonbConfig config) {
        Object strategy =
                config.getProperty(JsonbConfig.PROPERTY_NAMING_STRATEGY).orElse(PropertyNamingStrategy.IDENTITY);
        if (strategy instanceof PropertyNamingStrategy own) {
            return own::translateName;
        }
        return switch (strategy.toString()) {
            case PropertyNamingStrategy.LOWER_CASE_WITH_DASHES ->
                name -> separated(name, '-').toLowerCase(Locale.ROOT);
            case PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES ->
                name -> separated(name, '_').toLowerCase(Locale.ROOT);
            case PropertyNamingStrategy.UPPER_CAMEL_CASE -> Names::capitalized;
            case PropertyNamingStrategy.UPPER_CAMEL_CASE_WITH_SPACES -> name -> separated(capitalized(name), ' ');
            // Case-insensitive names are written as they are.
            default -> UnaryOperator.identity();
        };
    }

    private static String capitalized(String name) {
        return name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /** With a separator between a small letter and a capital. */
    private static String separated(String name, char separator) {
        StringBuilder separated = new StringBuilder();
        for (int at = 0; at < name.length(); at++) {
            if (at > 0 && Character.isUpperCase(name.charAt(at)) && Character.isLowerCase(name.charAt(at - 1))) {
                separated.append(separator);
            }
            separated.append(name.charAt(at));
        }
        return separated.toString();
    }
}
