package io.github.signalbox.session;

/** What a connection does when its outbox is too full, fails or is empty. */
final class OutboxWatch implements Outbox.Listener {

    private final LiveConnection connection;

    OutboxWatch(LiveConnection connection) {
        this.connection = connection;
    }

    @Override
    public void overflowed() {
        connection.closeNow(CloseCodes.TRY_AGAIN_LATER, "Client reads too slowly");
    }

    @Override
    public void failed(Throwable reason) {
        connection.sendFailed();
    }

    @Override
    public void idle() {
        connection.completeIfQuiet();
    }
}
