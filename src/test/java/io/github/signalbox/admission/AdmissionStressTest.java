package io.github.signalbox.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.signalbox.config.Settings;
import io.github.signalbox.session.Together;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Threads that start together behind a barrier. */
class AdmissionStressTest {

    private static final int CLIENTS = 200;
    private static final int LIMIT = 50;

    private final AtomicLong now = new AtomicLong();

    @Test
    void admitsExactlyAsManyAsAllowedWhenAllRushIn() throws Exception {
        for (int round = 0; round < 20; round++) {
            Admission admission = admission(LIMIT, 0);

            List<Decision> decisions = Together.ask(CLIENTS, client -> decide(admission, "a"));

            assertThat(decisions).filteredOn(Admitted.class::isInstance).hasSize(LIMIT);
            assertThat(admission.open()).isEqualTo(LIMIT);
        }
    }

    @Test
    void admitsExactlyAsManyAsAllowedWhenAFewComeAgainAndAgain() throws Exception {
        Admission admission = admission(20_000, 0);
        AtomicInteger admitted = new AtomicInteger();

        Together.run(8, client -> {
            for (int time = 0; time < 5000; time++) {
                if (decide(admission, "a") instanceof Admitted) {
                    admitted.incrementAndGet();
                }
            }
        });

        assertThat(admitted.get()).isEqualTo(20_000);
        assertThat(admission.open()).isEqualTo(20_000);
    }

    @Test
    void givesEachAddressExactlyItsShareWhenAllRushIn() throws Exception {
        Admission admission = admission(1000, 7);

        List<Decision> decisions = Together.ask(CLIENTS, client -> decide(admission, "address " + client % 4));

        assertThat(decisions).filteredOn(Admitted.class::isInstance).hasSize(28);
    }

    @Test
    void isEmptyAfterEverybodyCameAndWent() throws Exception {
        Admission admission = admission(20, 5);
        AtomicInteger connected = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        Together.run(32, client -> {
            for (int time = 0; time < 2000; time++) {
                if (decide(admission, "address " + client % 8) instanceof Admitted admitted) {
                    most.accumulateAndGet(connected.incrementAndGet(), Math::max);
                    if (time % 3 != 0) {
                        assertThat(admitted.lease().confirm()).isTrue();
                    }
                    connected.decrementAndGet();
                    admitted.lease().release();
                }
            }
        });

        assertThat(most.get()).isBetween(1, 20);
        assertThat(admission.open()).isZero();
        assertThat(admission.addresses()).isZero();
    }

    @Test
    void countsALeaseOnceThatIsConfirmedWhileItExpires() throws Exception {
        for (int round = 0; round < 300; round++) {
            Admission admission = admission(1, 1);
            Lease lease = ((Admitted) decide(admission, "a")).lease();
            now.addAndGet(Admission.CONFIRM_WITHIN.toNanos());

            List<Object> results = Together.ask(3, client -> switch (client) {
                case 0 -> lease.confirm();
                case 1 -> admission.expire();
                default -> decide(admission, "a");
            });

            boolean confirmed = results.get(0).equals(true);
            boolean taken = results.get(2) instanceof Admitted;
            assertThat(confirmed).isNotEqualTo(taken);
            assertThat(admission.open()).isEqualTo(1);
            lease.release();
            assertThat(admission.open()).isEqualTo(taken ? 1 : 0);
        }
    }

    @Test
    void givesAPlaceBackOnceWhenReleasesAndExpiryMeet() throws Exception {
        for (int round = 0; round < 300; round++) {
            Admission admission = admission(10, 10);
            Lease lease = ((Admitted) decide(admission, "a")).lease();
            now.addAndGet(Admission.CONFIRM_WITHIN.toNanos());
            Lease other = ((Admitted) decide(admission, "a")).lease();

            Together.run(4, client -> {
                if (client == 0) {
                    admission.expire();
                } else {
                    lease.release();
                }
            });

            assertThat(admission.open()).isEqualTo(1);
            other.release();
            assertThat(admission.addresses()).isZero();
        }
    }

    @Test
    void admitsNobodyAfterItWasClosed() throws Exception {
        for (int round = 0; round < 50; round++) {
            Admission admission = admission(1000, 0);

            List<Boolean> keptOut = Together.ask(16, client -> {
                if (client == 0) {
                    admission.close();
                    int open = admission.open();
                    return decide(admission, "a") instanceof Refusal && admission.open() == open;
                }
                decide(admission, "a");
                return true;
            });

            assertThat(keptOut).containsOnly(true);
        }
    }

    private Admission admission(int limit, int limitPerAddress) {
        return new Admission(
                Settings.defaults().toBuilder()
                        .maxConnections(limit)
                        .maxConnectionsPerAddress(limitPerAddress)
                        .build(),
                now::get);
    }

    private static Decision decide(Admission admission, String address) {
        return admission.decide(new Handshake(List.of(), "chat.example", false, address));
    }
}
