package io.github.signalbox;

import org.jspecify.annotations.Nullable;

/**
 * Answers the requests of one route.
 *
 * <p>Requests of one connection are handled one at a time, in order; those of different connections at the same time, so an
 * implementation that is shared must be thread-safe.
 *
 * @param <P> what the request's {@code Params} are bound to: any type that JSON-B can bind, or a {@code JsonValue}
 * @param <R> the result: any JSON-B type, a {@code JsonValue}, {@link Void}, a {@code CompletionStage} of one of these, or a
 *     {@code Flow.Publisher} for a stream, as {@link Route} describes it
 */
@FunctionalInterface
public interface RouteHandler<P, R> {

    /**
     * Answers one request.
     *
     * @param params what the request's {@code Params} were bound to; null where they were {@code null} or absent, and
     *     {@link jakarta.json.JsonValue#NULL} then if that is the type
     * @param call the request itself
     * @return the result, which is sent to the caller; null is sent as {@code null}
     * @throws RouteException to tell the caller what went wrong, in its words
     * @throws Exception for anything else; the caller is told {@code Handler failed} and the log has the reason
     */
    @Nullable
    R handle(@Nullable P params, Call call) throws Exception;
}
