package io.github.signalbox.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.classmate.TypeResolver;
import io.github.signalbox.asyncapi.Samples.Point;
import io.github.signalbox.asyncapi.Samples.Spoken;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultsTest {

    /** Its own type parameter is not that of what it publishes. */
    abstract static class Feed<K> implements Flow.Publisher<List<K>> {}

    /** Two, of which the second comes first. */
    abstract static class Changes<K, V> extends Feed<Map<V, K>> {}

    /** None of its own. */
    abstract static class Points extends Feed<Point> {}

    abstract static class Bounded<K extends Point> implements Flow.Publisher<K[]> {}

    abstract static class Endless<K extends Comparable<K>> implements Flow.Publisher<K> {}

    static class Soon<A, B> extends CompletableFuture<Map<String, B>> {}

    @SuppressWarnings("rawtypes") // what an application may do all the same
    interface Handlers {

        Feed<Point> feed();

        Changes<Point, String> changes();

        Points points();

        Feed<Feed<Point>> nested();

        Feed rawFeed();

        Bounded rawBounded();

        Flow.Publisher rawPublisher();

        Feed<?> anyFeed();

        Feed<? extends Point> someFeed();

        Feed<? super Point> superFeed();

        Feed<List<? extends Point>> deepFeed();

        SubmissionPublisher<Spoken> submitted();

        CompletionStage<? extends Feed<Point>> laterFeed();

        Soon<Integer, Point> soon();

        Soon rawSoon();

        Endless<?> endless();

        <T extends Comparable<T>> Flow.Publisher<T> open();

        <F extends Feed<Point>> F bounded();

        Feed<Point>[] array();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            feed         | java.util.List<Point>                           | true
            changes      | java.util.List<java.util.Map<String,Point>>     | true
            points       | java.util.List<Point>                           | true
            nested       | java.util.List<Feed<Point>>                     | true
            rawFeed      | java.util.List<Object>                          | true
            rawBounded   | Point[]                                         | true
            rawPublisher | Object                                          | true
            anyFeed      | java.util.List<Object>                          | true
            someFeed     | java.util.List<Point>                           | true
            superFeed    | java.util.List<Object>                          | true
            deepFeed     | java.util.List<java.util.List<Point>>           | true
            submitted    | Spoken                                          | true
            laterFeed    | java.util.List<Point>                           | true
            soon         | java.util.Map<String,Point>                     | false
            rawSoon      | java.util.Map<String,Object>                    | false
            bounded      | java.util.List<Point>                           | true
            array        | Feed<Point>[]                                   | false
            endless      | Object                                          | true
            open         | Comparable<Object>                              | true
            """)
    void areWhatReachesThePublisher(String handler, String item, boolean stream) throws Exception {
        Results results = Results.of(returned(handler));

        assertThat(brief(results.item())).isEqualTo(item);
        assertThat(results.stream()).isEqualTo(stream);
    }

    @Test
    void areDescribed() throws Exception {
        try (Described feed = Described.of(Results.of(returned("feed")).item())) {
            assertThat(feed.problems("[{\"x\":1,\"y\":2}]")).isEmpty();
            assertThat(feed.problems("{\"x\":1,\"y\":2}")).isNotEmpty();
            assertThat(feed.problems("[{\"x\":\"1\"}]")).isNotEmpty();
        }
    }

    private static Type returned(String handler) throws Exception {
        return Handlers.class.getDeclaredMethod(handler).getGenericReturnType();
    }

    private static String brief(Type type) {
        return new TypeResolver()
                .resolve(type)
                .getBriefDescription()
                .replace(ResultsTest.class.getName() + "$", "")
                .replace(Samples.class.getName() + "$", "")
                .replace("java.lang.", "");
    }
}
