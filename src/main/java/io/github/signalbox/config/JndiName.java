package io.github.signalbox.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A JNDI name, or none. Whether something is bound to it shows when it is looked up.
 */
final class JndiName implements Kind<Optional<String>> {

    private static final Pattern NAME = Pattern.compile("[^\\s\\p{Cntrl}]{1,200}");

    @Override
    public String allowed() {
        return "the JNDI name of a ManagedExecutorService such as java:comp/DefaultManagedExecutorService";
    }

    @Override
    public Optional<Optional<String>> parse(String text) {
        return Optional.of(Optional.of(text));
    }

    @Override
    public boolean allows(Optional<String> value) {
        return value.isEmpty() || NAME.matcher(value.get()).matches();
    }

    @Override
    public String write(Optional<String> value) {
        return value.orElse("Signalbox's own threads");
    }
}
