package io.github.signalbox.session;

/**
 * Those in the application who want to hear of one connection's beginning and of its end. What they throw goes into the log. For
 * the connection's lane.
 */
final class Observers {

    private final Hub hub;
    private final LiveConnection connection;
    private final boolean present;

    Observers(Hub hub, LiveConnection connection) {
        this.hub = hub;
        this.connection = connection;
        this.present = hub.events().areHeard(connection);
    }

    /** Has them told first in the lane, whatever happens to the connection before it begins to run. */
    void awaitOpened(Lane lane) {
        if (present) {
            lane.add(this::tellOpened);
        }
    }

    /** Has them told last in the lane, and whatever else is last done; at once, if there is nobody to tell and nothing to wait for. */
    void awaitClosed(Lane lane, Lane.Work last) {
        if (present || !lane.tryRun(last)) {
            lane.add(last);
        }
    }

    /** Tells of the beginning. A connection that was not announced as it should be is closed. */
    private boolean tellOpened() {
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
        if (!present) {
            return;
        }
        try {
            hub.events().closed(connection);
        } catch (RuntimeException | Error e) {
            hub.log().failed(connection, "@Closed", e);
        }
    }
}
