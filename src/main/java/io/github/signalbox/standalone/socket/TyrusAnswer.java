package io.github.signalbox.standalone.socket;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.glassfish.tyrus.spi.UpgradeResponse;
import org.jspecify.annotations.Nullable;

/** What Tyrus and the application's Configurator answer a handshake with. Tyrus' own makes two new texts to compare two names. */
final class TyrusAnswer extends UpgradeResponse {

    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private int status;
    private @Nullable String reasonPhrase;

    @Override
    public Map<String, List<String>> getHeaders() {
        return headers;
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void setStatus(int status) {
        this.status = status;
    }

    @Override
    public @Nullable String getReasonPhrase() {
        return reasonPhrase;
    }

    @Override
    public void setReasonPhrase(String reasonPhrase) {
        this.reasonPhrase = reasonPhrase;
    }
}
