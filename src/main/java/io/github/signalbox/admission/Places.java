package io.github.signalbox.admission;

import io.github.signalbox.config.Quoted;
import io.github.signalbox.config.Setting;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The places that are taken, in all and by address. Not thread-safe: {@link Admission} has the lock.
 */
final class Places {

    private final int limit;
    private final int limitPerAddress;
    private final Map<String, Integer> byAddress = new HashMap<>();
    private int taken;

    Places(int limit, int limitPerAddress) {
        this.limit = limit;
        this.limitPerAddress = limitPerAddress;
    }

    /** Takes a place unless there is a reason not to. */
    Optional<Refusal> take(String address) {
        Optional<Refusal> refusal = refusal(address);
        if (refusal.isEmpty()) {
            taken++;
            if (limitPerAddress > 0) {
                byAddress.merge(address, 1, Integer::sum);
            }
        }
        return refusal;
    }

    /**
     * Why there is no place. An address that has its share is told so even if the house is full: that others leave will not help
     * it.
     */
    Optional<Refusal> refusal(String address) {
        int ofAddress = byAddress.getOrDefault(address, 0);
        if (limitPerAddress > 0 && ofAddress >= limitPerAddress) {
            return Optional.of(new Refusal(
                    Reason.ADDRESS,
                    Quoted.text(address) + " has " + ofAddress + " connections, as many as "
                            + Setting.MAX_CONNECTIONS_PER_ADDRESS.key()
                            + " allows: raise it if many people share that address, as behind a proxy"));
        }
        if (taken >= limit) {
            return Optional.of(new Refusal(
                    Reason.FULL,
                    taken + " clients are connected, as many as " + Setting.MAX_CONNECTIONS.key()
                            + " allows: raise it if the machine can bear more"));
        }
        return Optional.empty();
    }

    /** Gives back what {@link #take} took. An address without connections is forgotten, so that the map stays small. */
    void giveBack(String address) {
        taken--;
        byAddress.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
    }

    int taken() {
        return taken;
    }

    int addresses() {
        return byAddress.size();
    }
}
