package io.github.signalbox.endpoint;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Stands before that of Tyrus (Payara, GlassFish), and before the frames that Tyrus reads. Tyrus takes no frame beyond 4 MB, and
 * waits for ever, on a thread of the server, if anything is to be read before its own {@code init} is done.
 */
public final class TyrusUpgradeHandler implements HttpUpgradeHandler {

    private @Nullable HttpUpgradeHandler tyrus;
    private @Nullable Ticket ticket;

    /** For the container. */
    public TyrusUpgradeHandler() {}

    /** Must follow before {@link #init}. */
    void stand(HttpUpgradeHandler before, Ticket with) {
        tyrus = before;
        ticket = with;
    }

    @Override
    public void init(WebConnection connection) {
        try {
            Ticket known = ticket;
            HttpUpgradeHandler before = tyrus;
            if (known == null || before == null) {
                // It is over already. There will be no session, so its place expires.
                return;
            }
            CutInput input = new CutInput(
                    connection.getInputStream(),
                    new FrameCutter(known.switchboard().settings().maxMessageSize(), System::nanoTime),
                    known::tellUnwanted);
            before.init(new CutConnection(connection, input));
            input.begin();
        } catch (IOException e) {
            throw new IllegalStateException("A connection has no input", e);
        }
    }

    @Override
    public void destroy() {
        HttpUpgradeHandler before = tyrus;
        // The container keeps requests that are over for those to come, 16 for each thread, and a request its upgrade
        // handler.
        tyrus = null;
        ticket = null;
        if (before != null) {
            before.destroy();
        }
    }

    @SuppressWarnings("try") // throws what the container's own does
    private record CutConnection(WebConnection whole, CutInput input) implements WebConnection {

        @Override
        public ServletInputStream getInputStream() {
            return input;
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            return whole.getOutputStream();
        }

        @Override
        public void close() throws Exception {
            whole.close();
        }
    }
}
