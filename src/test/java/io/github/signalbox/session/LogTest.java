package io.github.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.admission.Admission;
import io.github.signalbox.admission.Admitted;
import io.github.signalbox.admission.Handshake;
import io.github.signalbox.admission.Refusal;
import io.github.signalbox.config.Settings;
import java.lang.System.Logger.Level;
import java.security.Principal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LogTest {

    private static final String HOSTILE =
            "x\r\n2026 INFO all is well\u2028\u202e\u0000\u001b[2J\ud800" + "y".repeat(500);

    private final Lines lines = new Lines(Level.INFO);
    private final Log log = new Log(lines);

    @Test
    void writesOneLineHoweverHostileTheText() {
        LiveConnection connection = connection();

        log.opened(connection);
        log.failed(connection, HOSTILE, new IllegalStateException(HOSTILE, new RuntimeException(HOSTILE)));
        log.refused("c9", refusal());

        assertThat(lines.lines()).hasSize(3).allSatisfy(line -> {
            assertThat(line.codePoints()).allMatch(c -> c >= ' ' && c != 0x2028 && c != 0x202e && c != 0x7f);
            assertThat(line).hasSizeLessThan(1500);
        });
        assertThat(lines.lines().get(0))
                .startsWith("INFO c1 opened from x\\u000d\\u000a")
                .contains(" as x\\u000d\\u000a");
        assertThat(lines.lines().get(1))
                .startsWith("ERROR c1 failed in x\\u000d\\u000a")
                .contains(": java.lang.IllegalStateException: x\\u000d", "; caused by java.lang.RuntimeException: x");
        assertThat(lines.lines().get(2)).startsWith("WARNING c9 refused with 403: ");
    }

    @Test
    void writesCloseCodes() {
        LiveConnection connection = connection();

        log.closing(connection, 1013, "Client reads too slowly");
        log.closed(connection, 1006);

        assertThat(lines.lines())
                .containsExactly("INFO c1 closing with 1013: Client reads too slowly", "INFO c1 closed with 1006");
    }

    @Test
    void hasTheWholeTraceOnDebug() {
        Lines all = new Lines(Level.DEBUG);
        Exception thrown = new IllegalStateException("outer", new RuntimeException("inner"));

        new Log(all).failed(connection(), "r", thrown);

        assertThat(all.lines()).hasSize(2);
        assertThat(all.lines().get(1))
                .startsWith("DEBUG c1 failed in r" + System.lineSeparator() + "java.lang.IllegalStateException: outer")
                .contains("\tat " + LogTest.class.getName())
                .contains(System.lineSeparator() + "java.lang.RuntimeException: inner");
    }

    @Test
    void cutsAnExceptionsMessageInTheLineAndHasAllOfItOnDebug() {
        Lines all = new Lines(Level.DEBUG);
        String message = "why\r\n" + "\ud83d\ude00".repeat(400) + "\u202ethe end";

        new Log(all).failed(connection(), "r", new IllegalStateException(message));

        String face = "\ud83d\ude00";
        assertThat(all.lines().get(0))
                .contains(": why\\u000d\\u000a" + face.repeat(295) + "\u2026 at ")
                .doesNotContain("the end");
        assertThat(all.lines().get(1))
                .contains(": why\\u000d\\u000a" + face.repeat(400) + "\\u202ethe end" + System.lineSeparator());
    }

    @Test
    void endsEvenIfAnExceptionCausesItself() {
        Lines all = new Lines(Level.DEBUG);
        Exception first = new IllegalStateException("first");
        Exception second = new IllegalStateException("second", first);
        first.initCause(second);

        new Log(all).failed(connection(), "r", first);

        assertThat(all.lines()).hasSize(2);
    }

    @Test
    void needsNeitherMessageNorStack() {
        log.failed(connection(), "r", new RuntimeException(null, null, false, false) {
            private static final long serialVersionUID = 1L;
        });

        assertThat(lines.lines())
                .singleElement()
                .asString()
                .startsWith("ERROR c1 failed in r: " + LogTest.class.getName());
    }

    private static Refusal refusal() {
        Handshake stranger = new Handshake(List.of(HOSTILE), "localhost", false, "192.0.2.1");
        return (Refusal) new Admission(Settings.defaults(), () -> 0).decide(stranger);
    }

    private static LiveConnection connection() {
        Bench bench = new Bench(Runnable::run);
        Admitted admitted =
                (Admitted) bench.admission.decide(new Handshake(List.of(), "localhost", false, "192.0.2.1"));
        Principal principal = () -> HOSTILE;
        Peer peer = new Peer("c1", HOSTILE, principal, Set.of());
        return bench.unopened(FakeTransport.reading(), peer, admitted.lease());
    }
}
