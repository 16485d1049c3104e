package io.github.signalbox.config;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Finds keys that look like settings and are none.
 */
final class Misspelt {

    private Misspelt() {}

    static List<String> warnings(Set<String> keys) {
        List<String> known = Setting.ALL.stream().map(Setting::key).toList();
        return keys.stream()
                .filter(key -> key.startsWith("signalbox.") && !known.contains(key))
                .sorted()
                .map(key -> Quoted.text(key)
                        + " is no setting of Signalbox and has no effect; the one spelt most like it is "
                        + nearest(key, known))
                .toList();
    }

    private static String nearest(String key, List<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(key, candidate)))
                .orElseThrow();
    }

    /** Levenshtein's: how many characters to insert, drop or replace. */
    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int column = 0; column < above.length; column++) {
            above[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            int[] current = new int[above.length];
            current[0] = row;
            for (int column = 1; column < current.length; column++) {
                int replaced = above[column - 1] + (one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, 1 + Math.min(above[column], current[column - 1]));
            }
            above = current;
        }
        return above[other.length()];
    }
}
