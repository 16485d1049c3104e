package io.github.signalbox.functional.soak;

import java.util.List;
import java.util.function.Consumer;

/**
 * A request that waits for its answer.
 *
 * @param request as it was sent
 * @param answers those that are right, of which one has to come; empty if whoever is told decides
 * @param then is told the answer
 */
record Expected(String request, List<String> answers, Consumer<String> then) {

    /** How many characters the answer has, more or less. */
    int size() {
        return answers.isEmpty() ? 0 : answers.get(0).length();
    }

    void check(String answer) {
        if (!answers.isEmpty() && !answers.contains(answer)) {
            throw new Violation("Asked " + Violation.brief(request) + " and was answered " + Violation.brief(answer)
                    + " instead of " + Violation.brief(String.join(" or ", answers)));
        }
        then.accept(answer);
    }
}
