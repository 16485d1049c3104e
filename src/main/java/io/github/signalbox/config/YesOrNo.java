package io.github.signalbox.config;

import java.util.Optional;

/** Whether the AsyncAPI document is served, or nothing said about it. */
final class YesOrNo implements Kind<Optional<Boolean>> {

    @Override
    public String allowed() {
        return "true or false";
    }

    @Override
    public Optional<Optional<Boolean>> parse(String text) {
        return text.equals("true") || text.equals("false")
                ? Optional.of(Optional.of(Boolean.valueOf(text)))
                : Optional.empty();
    }

    @Override
    public boolean allows(Optional<Boolean> value) {
        return true;
    }

    @Override
    public String write(Optional<Boolean> value) {
        return value.map(Object::toString).orElse("false in a server and true standalone");
    }
}
