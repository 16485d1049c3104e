package io.github.signalbox.standalone.socket;

import io.github.signalbox.asyncapi.Answer;
import org.jspecify.annotations.Nullable;

/**
 * A page that is made when it is asked for, beside those on the class path. Called by many threads, which it may keep for a while.
 */
@FunctionalInterface
public interface MadePage {

    /**
     * Answers a request.
     *
     * @param method of HTTP
     * @param ifNoneMatch the header; null if there is none
     * @return what to send
     */
    Answer answer(String method, @Nullable String ifNoneMatch);
}
