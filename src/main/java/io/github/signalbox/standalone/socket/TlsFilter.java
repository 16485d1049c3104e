package io.github.signalbox.standalone.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.ssl.SSLUtils;
import org.jspecify.annotations.Nullable;

/**
 * Decrypts and encrypts HTTP; frames go their own way, with the same {@link Tls}. Grizzly's own filter loses what a client sends
 * right behind a key update.
 */
final class TlsFilter extends BaseFilter {

    /** Nothing follows the response that was just written. */
    static final FilterChainEvent LAST_RESPONSE = () -> "signalbox-last-response";

    private static final System.Logger LOG = System.getLogger(TlsFilter.class.getName());
    private static final Attribute<Tls> TLS =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(TlsFilter.class.getName() + ".tls");

    private final Supplier<SSLEngine> engines;

    /** @param engines brings a new one for the server's side of each connection */
    TlsFilter(Supplier<SSLEngine> engines) {
        this.engines = engines;
    }

    /** Of a connection that was just accepted; null if nothing is encrypted. */
    static @Nullable Tls of(Connection<?> connection) {
        return TLS.get(connection);
    }

    @Override
    public NextAction handleAccept(FilterChainContext context) {
        SSLEngine engine = engines.get();
        TLS.set(context.getConnection(), new Tls(engine));
        // By this the filter above knows that a request is one of https.
        SSLUtils.setSSLEngine(context.getConnection(), engine);
        return context.getInvokeAction();
    }

    @Override
    public NextAction handleRead(FilterChainContext context) {
        Tls tls = TLS.get(context.getConnection());
        Buffer buffer = context.getMessage();
        ByteBuffer bytes = ByteBuffer.allocate(tls.begun() + buffer.remaining());
        tls.putBegun(bytes);
        buffer.get(bytes);
        buffer.tryDispose();
        ByteBuffer plain = ByteBuffer.allocate(bytes.capacity() + Tls.ROOM_FOR_A_RECORD);
        try {
            tls.decrypt(bytes.flip(), plain);
        } catch (SSLException e) {
            LOG.log(System.Logger.Level.DEBUG, "A client does not speak TLS as it should", e);
            writeWaiting(context, tls);
            // Behind what was written just now.
            context.getConnection().closeSilently();
            return context.getStopAction();
        }
        writeWaiting(context, tls);
        if (plain.flip().hasRemaining()) {
            // A copy without that room: the beginning of a request is kept until its end has come.
            byte[] decrypted = Arrays.copyOf(plain.array(), plain.limit());
            context.setMessage(Buffers.wrap(context.getMemoryManager(), decrypted));
            return context.getInvokeAction();
        }
        if (tls.hasEnded()) {
            context.getConnection().closeSilently();
        }
        return context.getStopAction();
    }

    private static void writeWaiting(FilterChainContext context, Tls tls) {
        ByteBuffer waiting = tls.takeWaiting();
        if (waiting.hasRemaining()) {
            context.write(Buffers.wrap(context.getMemoryManager(), waiting));
        }
    }

    @Override
    public NextAction handleWrite(FilterChainContext context) throws IOException {
        Tls tls = TLS.get(context.getConnection());
        Buffer buffer = context.getMessage();
        ByteBuffer bytes = ByteBuffer.allocate(buffer.remaining());
        buffer.get(bytes);
        buffer.tryDispose();
        tls.encrypt(bytes.flip());
        context.setMessage(Buffers.wrap(context.getMemoryManager(), tls.takeWaiting()));
        return context.getInvokeAction();
    }

    @Override
    public NextAction handleEvent(FilterChainContext context, FilterChainEvent event) throws IOException {
        if (event == LAST_RESPONSE) {
            Tls tls = TLS.get(context.getConnection());
            tls.finish();
            writeWaiting(context, tls);
            return context.getStopAction();
        }
        return context.getInvokeAction();
    }
}
