package io.github.signalbox.cdi;

import io.github.signalbox.Closed;
import io.github.signalbox.Connection;
import io.github.signalbox.Opened;
import io.github.signalbox.routing.HandlerScopes;
import io.github.signalbox.session.ConnectionEvents;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanManager;
import org.jspecify.annotations.Nullable;

/** Tells CDI observers, in a request scope of their own. */
final class ObserverEvents implements ConnectionEvents {

    private final Event<Connection> opened;
    private final Event<Connection> closed;
    private final HandlerScopes scopes;
    private final BeanManager beans;
    /** Null before the first connection; then it is the same for all. */
    private volatile @Nullable Boolean heard;

    ObserverEvents(Event<Object> events, HandlerScopes scopes, BeanManager beans) {
        this.opened = events.select(Connection.class, Opened.Literal.INSTANCE);
        this.closed = events.select(Connection.class, Closed.Literal.INSTANCE);
        this.scopes = scopes;
        this.beans = beans;
    }

    @Override
    public boolean areHeard(Connection connection) {
        Boolean known = heard;
        if (known == null) {
            known = !beans.resolveObserverMethods(connection, Opened.Literal.INSTANCE)
                            .isEmpty()
                    || !beans.resolveObserverMethods(connection, Closed.Literal.INSTANCE)
                            .isEmpty();
            heard = known;
        }
        return known;
    }

    @Override
    public void opened(Connection connection) {
        fire(opened, connection);
    }

    @Override
    public void closed(Connection connection) {
        fire(closed, connection);
    }

    private void fire(Event<Connection> event, Connection connection) {
        HandlerScopes.Scope scope = scopes.open();
        try {
            event.fire(connection);
        } finally {
            scope.close();
        }
    }
}
