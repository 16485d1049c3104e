package io.github.signalbox.session;

/**
 * Those in the application who want to hear of one connection's beginning and of its end. What they throw goes into the log. For
 * the connection's lane.
 */
final class Observers {

    private final Hub hub;
    private final LiveConnection connection;

    Observers(Hub hub, LiveConnection connection) {
        this.hub = hub;
        this.connection = connection;
    }

    /** Tells of the beginning. A connection that was not announced as it should be is closed. */
    boolean tellOpened() {
        try {
            hub.events().opened(connection);
        } catch (RuntimeException | Error e) {
            hub.log().failed(connection, "@Opened", e);
            connection.closeNow(CloseCodes.SERVER_ERROR, "Server error");
        }
        return true;
    }

    /** Tells of the end. */
    void tellClosed() {
        try {
            hub.events().closed(connection);
        } catch (RuntimeException | Error e) {
            hub.log().failed(connection, "@Closed", e);
        }
    }
}
