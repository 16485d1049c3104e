package io.github.signalbox.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.signalbox.config.Settings;
import io.github.signalbox.config.SettingsBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    /** Shortly before it overflows, as System.nanoTime may be. */
    private long now = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos();

    @Test
    void admitsUpToTheLimitAndRefusesTheNext() {
        Admission admission = admission(settings().maxConnections(2));
        lease(admission, "a");
        lease(admission, "b");

        Refusal refusal = refusal(admission, "c");

        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.headers())
                .isEqualTo(Map.of(
                        "Content-Type",
                        "application/problem+json",
                        "Retry-After",
                        "5",
                        "Access-Control-Allow-Origin",
                        "*",
                        "Access-Control-Expose-Headers",
                        "Retry-After"));
        assertThat(refusal.problem()).isEqualTo("{\"title\":\"Too many connections\",\"status\":503}");
        assertThat(refusal.reasonPhrase()).isEqualTo("Too many connections");
        assertThat(refusal.closeCode()).isEqualTo(1013);
        assertThat(refusal.logText())
                .isEqualTo("2 clients are connected, as many as signalbox.max-connections allows: "
                        + "raise it if the machine can bear more");
        assertThat(admission.open()).isEqualTo(2);
    }

    @Test
    void foretellsARefusalWithoutTakingAPlace() {
        Admission admission = admission(settings().maxConnections(1).maxConnectionsPerAddress(1));
        Handshake stranger = new Handshake(List.of("https://evil.example"), "chat.example", true, "a");
        Handshake ada = new Handshake(List.of(), "chat.example", true, "a");
        Handshake bob = new Handshake(List.of(), "chat.example", true, "b");

        assertThat(admission.refusal(ada)).isEmpty();
        assertThat(admission.refusal(ada)).isEmpty();
        assertThat(admission.refusal(stranger).orElseThrow().status()).isEqualTo(403);
        lease(admission, "a");
        assertThat(admission.refusal(ada).orElseThrow().status()).isEqualTo(429);
        assertThat(admission.refusal(bob).orElseThrow().status()).isEqualTo(503);
        assertThat(admission.open()).isEqualTo(1);
        admission.close();
        assertThat(admission.refusal(stranger).orElseThrow().status()).isEqualTo(503);
    }

    @Test
    void refusesAnAddressThatHasItsShare() {
        Admission admission = admission(settings().maxConnectionsPerAddress(2));
        lease(admission, "192.0.2.1");
        lease(admission, "192.0.2.1");
        lease(admission, "192.0.2.2");

        Refusal refusal = refusal(admission, "192.0.2.1");

        assertThat(refusal.status()).isEqualTo(429);
        assertThat(refusal.headers()).containsEntry("Retry-After", "5");
        assertThat(refusal.problem())
                .isEqualTo("{\"title\":\"Too many connections from this address\",\"status\":429}");
        assertThat(refusal.closeCode()).isEqualTo(1013);
        assertThat(refusal.logText())
                .startsWith("'192.0.2.1' has 2 connections, as many as signalbox.max-connections-per-address allows: ");
    }

    @Test
    void tellsAnAddressWithItsShareSoEvenIfThereIsNoRoomAtAll() {
        Admission admission = admission(settings().maxConnections(1).maxConnectionsPerAddress(1));
        lease(admission, "a");

        assertThat(refusal(admission, "a").status()).isEqualTo(429);
        assertThat(refusal(admission, "b").status()).isEqualTo(503);
    }

    @Test
    void refusesAStrangersPageWithoutTakingAPlace() {
        Admission admission = admission(settings());
        Handshake handshake = new Handshake(List.of("https://evil.example"), "chat.example", true, "a");

        assertThat(admission.decide(handshake)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(403);
            assertThat(refusal.headers())
                    .isEqualTo(Map.of("Content-Type", "application/problem+json", "Access-Control-Allow-Origin", "*"));
            assertThat(refusal.problem()).isEqualTo("{\"title\":\"Origin not allowed\",\"status\":403}");
            assertThat(refusal.closeCode()).isEqualTo(1008);
            assertThat(refusal).hasToString("403 " + refusal.logText());
        });
        assertThat(admission.open()).isZero();
    }

    @Test
    void admitsThePagesThatItsRulesAllow() {
        Admission admission = admission(settings().allowedOrigins(List.of("https://app.example")));

        assertThat(admission.decide(new Handshake(List.of("https://app.example"), "chat.example", true, "a")))
                .isInstanceOf(Admitted.class);
        assertThat(admission.origins().mayAllow("https://evil.example")).isFalse();
    }

    @Test
    void isNotMadeFromARuleThatMakesNoSense() {
        SettingsBuilder settings = settings().allowedOrigins(List.of("app.example"));

        assertThatThrownBy(() -> admission(settings)).hasMessageStartingWith("SBX0002: ");
    }

    @Test
    void refusesEveryHandshakeOnceItIsClosing() {
        Admission admission = admission(settings());
        Lease lease = lease(admission, "a");
        admission.close();
        admission.close();

        assertThat(refusal(admission, "b").problem()).isEqualTo("{\"title\":\"Too many connections\",\"status\":503}");
        assertThat(admission.decide(new Handshake(List.of("null"), null, false, "a")))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(503));
        assertThat(lease.confirm()).isTrue();
        assertThat(admission.open()).isEqualTo(1);
    }

    @Test
    void givesAReleasedPlaceToTheNext() {
        Admission admission = admission(settings().maxConnections(1).maxConnectionsPerAddress(1));
        Lease lease = lease(admission, "a");
        lease.confirm();
        lease.release();

        lease(admission, "a");
        assertThat(admission.open()).isEqualTo(1);
    }

    @Test
    void countsOnlyTheFirstRelease() {
        Admission admission = admission(settings().maxConnectionsPerAddress(5));
        Lease lease = lease(admission, "a");
        lease(admission, "a");
        lease.release();
        lease.release();

        assertThat(admission.open()).isEqualTo(1);
        assertThat(lease.confirm()).isFalse();
    }

    @Test
    void takesBackThePlaceOfALeaseThatNobodyConfirms() {
        Admission admission = admission(settings().maxConnections(2).maxConnectionsPerAddress(2));
        Lease confirmed = lease(admission, "a");
        confirmed.confirm();
        lease(admission, "a");

        pass(Duration.ofNanos(Admission.CONFIRM_WITHIN.toNanos() - 1));
        assertThat(admission.expire()).isZero();
        pass(Duration.ofNanos(1));
        assertThat(admission.expire()).isEqualTo(1);
        assertThat(admission.expire()).isZero();
        assertThat(admission.open()).isEqualTo(1);
    }

    @Test
    void neverTakesBackAConfirmedPlace() {
        Admission admission = admission(settings());
        Lease lease = lease(admission, "a");
        assertThat(lease.confirm()).isTrue();
        assertThat(lease.confirm()).isTrue();
        pass(Duration.ofDays(1));

        assertThat(admission.expire()).isZero();
        assertThat(admission.open()).isEqualTo(1);
    }

    @Test
    void confirmsALateLeaseThatNoSweepHasTakenBack() {
        Admission admission = admission(settings());
        Lease lease = lease(admission, "a");
        pass(Duration.ofMinutes(1));

        assertThat(lease.confirm()).isTrue();
        assertThat(admission.expire()).isZero();
    }

    @Test
    void findsAnExpiredLeaseANewPlaceIfThereIsOne() {
        Admission admission = admission(settings().maxConnections(1));
        Lease late = lease(admission, "a");
        expire(admission);

        assertThat(late.confirm()).isTrue();
        assertThat(admission.open()).isEqualTo(1);
        late.release();
        assertThat(admission.open()).isZero();
    }

    @Test
    void doesNotConfirmAnExpiredLeaseWhosePlaceIsTaken() {
        Admission admission = admission(settings().maxConnections(1));
        Lease late = lease(admission, "a");
        expire(admission);
        Lease next = lease(admission, "b");

        assertThat(late.confirm()).isFalse();
        late.release();
        assertThat(admission.open()).isEqualTo(1);
        next.release();
        assertThat(admission.open()).isZero();
    }

    @Test
    void doesNotConfirmAnExpiredLeaseWhenItIsClosing() {
        Admission admission = admission(settings());
        Lease late = lease(admission, "a");
        expire(admission);
        admission.close();

        assertThat(late.confirm()).isFalse();
        assertThat(admission.open()).isZero();
    }

    @Test
    void forgetsAnAddressWithoutConnections() {
        Admission admission = admission(settings().maxConnectionsPerAddress(3));
        Lease one = lease(admission, "a");
        Lease two = lease(admission, "a");
        lease(admission, "b");
        one.release();
        assertThat(admission.addresses()).isEqualTo(2);
        two.release();
        assertThat(admission.addresses()).isEqualTo(1);
        expire(admission);
        assertThat(admission.addresses()).isZero();
    }

    @Test
    void remembersNoAddressWhereNothingLimitsIt() {
        Admission admission = admission(settings());
        lease(admission, "a");

        assertThat(admission.addresses()).isZero();
    }

    private static SettingsBuilder settings() {
        return Settings.defaults().toBuilder();
    }

    private Admission admission(SettingsBuilder settings) {
        return new Admission(settings.build(), () -> now);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private void expire(Admission admission) {
        pass(Admission.CONFIRM_WITHIN);
        assertThat(admission.expire()).isPositive();
    }

    private static Lease lease(Admission admission, String address) {
        return ((Admitted) admission.decide(new Handshake(List.of(), "chat.example", false, address))).lease();
    }

    private static Refusal refusal(Admission admission, String address) {
        return (Refusal) admission.decide(new Handshake(List.of(), "chat.example", false, address));
    }
}
