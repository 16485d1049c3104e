package io.github.signalbox.endpoint;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;

/** A handshake on its way to Tyrus, which upgrades it like any servlet: {@link TyrusUpgradeHandler} comes in between. */
final class TyrusRequest extends HttpServletRequestWrapper {

    private final Ticket ticket;

    TyrusRequest(HttpServletRequest request, Ticket ticket) {
        super(request);
        this.ticket = ticket;
    }

    /** Whether an application's container is Tyrus. */
    static boolean suits(ServletContext application) {
        Object container = application.getAttribute(ServerContainer.class.getName());
        return container != null && isOfTyrus(container);
    }

    /** Whether what a container has made is Tyrus' own. */
    static boolean isOfTyrus(Object made) {
        return made.getClass().getName().startsWith("org.glassfish.tyrus.");
    }

    @Override
    public <T extends HttpUpgradeHandler> T upgrade(Class<T> type) throws IOException, ServletException {
        T tyrus;
        try {
            tyrus = type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new ServletException(type.getName() + " cannot be made", e);
        }
        super.upgrade(TyrusUpgradeHandler.class).stand(tyrus, ticket);
        return tyrus;
    }
}
