package io.github.signalbox.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A name or address to listen on. Whether this machine has it shows when the server starts.
 */
final class HostName implements Kind<String> {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,253}");
    private static final Pattern IPV6 =
            Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[A-Za-z0-9._-]+)?");

    @Override
    public String allowed() {
        return "a host name or an IP address, without scheme and port";
    }

    @Override
    public Optional<String> parse(String text) {
        return Optional.of(text);
    }

    @Override
    public boolean allows(String value) {
        return NAME.matcher(value).matches() || IPV6.matcher(value).matches();
    }

    @Override
    public String write(String value) {
        return value;
    }
}
