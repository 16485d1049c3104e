package io.github.signalbox.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A duration in ISO-8601, from a millisecond to a year: within these limits it can be counted in nanoseconds, and is more than none.
 */
final class TimeSpan implements Kind<Duration> {

    private static final Duration LEAST = Duration.ofMillis(1);
    private static final Duration MOST = Duration.ofDays(365);
    private static final Pattern EVERYDAY = Pattern.compile("([0-9]{1,9}) ?(ms|s|m|min|h|d)?");

    @Override
    public String allowed() {
        return "a duration as in ISO-8601 from PT0.001S to P365D";
    }

    @Override
    public Optional<Duration> parse(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException notOne) {
            return Optional.empty();
        }
    }

    @Override
    public boolean allows(Duration value) {
        return value.compareTo(LEAST) >= 0 && value.compareTo(MOST) <= 0;
    }

    @Override
    public String write(Duration value) {
        return value.toString();
    }

    @Override
    public String hint(String text) {
        Matcher everyday = EVERYDAY.matcher(text);
        if (!everyday.matches()) {
            return "";
        }
        long count = Long.parseLong(everyday.group(1));
        String unit = everyday.group(2);
        Duration meant =
                switch (unit == null ? "s" : unit) {
                    case "ms" -> Duration.ofMillis(count);
                    case "m", "min" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    case "d" -> Duration.ofDays(count);
                    default -> Duration.ofSeconds(count);
                };
        return unit == null ? count + " seconds are " + meant : text + " is " + meant;
    }
}
