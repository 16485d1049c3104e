package io.github.signalbox.endpoint;

import io.github.signalbox.admission.Handshake;
import io.github.signalbox.admission.Refusal;
import io.github.signalbox.session.Switchboard;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * Refuses handshakes with a proper HTTP status, which a WebSocket endpoint cannot do on any server. The container finds it in
 * the jar; it needs no entry in {@code web.xml}.
 */
@WebFilter(
        urlPatterns = {SignalboxEndpoint.PATH, UndertowEndpoint.PATH},
        asyncSupported = true)
public class HandshakeFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final int UPGRADE_REQUIRED = 426;

    /** For the container. */
    public HandshakeFilter() {}

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getServletPath().equals(UndertowEndpoint.PATH)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        Switchboard switchboard = CDI.current().select(Switchboard.class).get();
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            // A page cannot see what its handshake was refused with. It can ask again like this.
            Refusal refusal = switchboard.refusal(describe(request)).orElse(null);
            if (refusal != null) {
                answer(response, refusal);
                return;
            }
            response.setHeader("Upgrade", "websocket");
            // GlassFish and Payara take a response with that header for the upgrade itself and leave the length out.
            // The client would then wait for the end of the connection.
            response.setHeader("Connection", "close");
            answer(
                    response,
                    UPGRADE_REQUIRED,
                    "text/plain; charset=utf-8",
                    "This is a WebSocket endpoint: connect with ws:// or wss://\n");
            return;
        }
        Ticket ticket = Ticket.issue(switchboard, describe(request), null);
        Refusal refusal = ticket.refusal();
        if (refusal == null) {
            ticket.begin();
            try {
                chain.doFilter(forContainer(request, ticket), response);
            } finally {
                ticket.end();
            }
        } else {
            answer(response, refusal);
        }
    }

    private static void answer(HttpServletResponse response, Refusal refusal) throws IOException {
        refusal.headers().forEach(response::setHeader);
        answer(response, refusal.status(), "application/problem+json", refusal.problem());
    }

    private HttpServletRequest forContainer(HttpServletRequest request, Ticket ticket) {
        if (UndertowEndpoint.isIn(getServletContext())) {
            return inParts(request);
        }
        return TyrusRequest.suits(getServletContext()) ? new TyrusRequest(request, ticket) : request;
    }

    private static HttpServletRequest inParts(HttpServletRequest request) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getServletPath() {
                return UndertowEndpoint.PATH;
            }

            @Override
            public @Nullable String getPathInfo() {
                return null;
            }
        };
    }

    private static void answer(HttpServletResponse response, int status, String type, String body) throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }

    private static Handshake describe(HttpServletRequest request) {
        return new Handshake(
                Collections.list(request.getHeaders("Origin")),
                request.getHeader("Host"),
                request.isSecure(),
                request.getRemoteAddr());
    }
}
