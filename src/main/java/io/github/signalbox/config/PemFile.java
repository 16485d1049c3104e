package io.github.signalbox.config;

import java.util.Optional;

/** The path of a file in PEM, or none. Whether it can be read shows when the server starts. */
final class PemFile implements Kind<Optional<String>> {

    private static final int LONGEST = 4096;

    @Override
    public String allowed() {
        return "the path of a PEM file such as /etc/signalbox/tls.pem";
    }

    @Override
    public Optional<Optional<String>> parse(String text) {
        return Optional.of(Optional.of(text));
    }

    @Override
    public boolean allows(Optional<String> value) {
        return value.isEmpty()
                || (!value.get().isBlank()
                        && value.get().length() <= LONGEST
                        && value.get().chars().noneMatch(Character::isISOControl));
    }

    @Override
    public String write(Optional<String> value) {
        return value.orElse("no TLS");
    }
}
