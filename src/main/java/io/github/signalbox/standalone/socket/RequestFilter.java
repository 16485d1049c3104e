package io.github.signalbox.standalone.socket;

import io.github.signalbox.admission.Handshake;
import jakarta.websocket.server.HandshakeRequest;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.nio.NIOConnection;
import org.jspecify.annotations.Nullable;

/** Answers HTTP requests, the last filter of the chain: upgrades go past the gate to Tyrus, all others get a page. */
final class RequestFilter extends BaseFilter {

    private static final System.Logger LOG = System.getLogger(RequestFilter.class.getName());
    private static final String VERSION = "13";
    private static final int NOT_MODIFIED = 304;
    /** Those that Grizzly does not know. */
    private static final Map<Integer, String> PHRASES = Map.of(426, "Upgrade Required", 429, "Too Many Requests");

    private final String endpointPath;
    private final HandshakeGate gate;
    private final TyrusUpgrade tyrus;
    private final ClassPathPages pages;
    private final Executor workers;

    /**
     * The filter.
     *
     * @param workers make pages, which may take long
     */
    RequestFilter(String endpointPath, HandshakeGate gate, TyrusUpgrade tyrus, ClassPathPages pages, Executor workers) {
        this.endpointPath = endpointPath;
        this.gate = gate;
        this.tyrus = tyrus;
        this.pages = pages;
        this.workers = workers;
    }

    @Override
    public NextAction handleRead(FilterChainContext context) {
        HttpContent content = context.getMessage();
        HttpRequestPacket request = (HttpRequestPacket) content.getHttpHeader();
        if (request.getResponse().isCommitted()) {
            return context.getStopAction();
        }
        String path = request.getRequestURI();
        RequestHeaders headers = RequestHeaders.of(request.getHeaders());
        if (!isUpgrade(headers)) {
            return path.equals(endpointPath)
                    ? answer(context, request, noUpgrade(request, headers))
                    : page(context, request, path, headers.first("If-None-Match"));
        }
        HttpAnswer mistake = mistake(request, path, headers);
        return mistake == null ? handshake(context, content, request, headers) : answer(context, request, mistake);
    }

    /**
     * A worker makes it: a file is read, or a document written, and the selector has other connections. Nothing more is read of this
     * one meanwhile. The selector's thread goes on with it, since nobody else may change what a connection is interested in.
     */
    private NextAction page(
            FilterChainContext context, HttpRequestPacket request, String path, @Nullable String ifNoneMatch) {
        String method = request.getMethod().getMethodString();
        NIOConnection connection = (NIOConnection) context.getConnection();
        context.suspend();
        try {
            workers.execute(() -> {
                HttpAnswer page = made(method, path, ifNoneMatch);
                connection.executeInEventThread(IOEvent.READ, () -> finish(context, request, page));
            });
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "The server has stopped", e);
            connection.terminateSilently();
        }
        return context.getSuspendAction();
    }

    private HttpAnswer made(String method, String path, @Nullable String ifNoneMatch) {
        try {
            return pages.answer(method, path, ifNoneMatch);
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "The page " + path + " could not be made", e);
            return HttpAnswer.text(500, "Internal server error");
        }
    }

    private static void finish(FilterChainContext context, HttpRequestPacket request, HttpAnswer page) {
        if (context.getConnection().isOpen()) {
            WrittenResponse response = write(context, request, page);
            if (!isLast(request)) {
                response.resumeWhenOut();
            }
        }
    }

    private static boolean isUpgrade(RequestHeaders headers) {
        return headers.lists("Connection", "upgrade") && headers.lists("Upgrade", "websocket");
    }

    /** A page cannot see what its handshake was refused with. It can ask again without the upgrade. */
    private HttpAnswer noUpgrade(HttpRequestPacket request, RequestHeaders headers) {
        return gate.refusal(describe(request, headers))
                .map(HttpAnswer::of)
                .orElseGet(() -> HttpAnswer.text(
                        426,
                        "This is a WebSocket endpoint: connect with ws:// or wss://",
                        Map.of("Upgrade", "websocket", "Connection", "Upgrade")));
    }

    /** What is wrong with an upgrade request, by RFC 6455 section 4.2.1; the gate sees none of these. */
    private @Nullable HttpAnswer mistake(HttpRequestPacket request, String path, RequestHeaders headers) {
        if (!path.equals(endpointPath)) {
            return HttpAnswer.text(404, "No WebSocket endpoint here");
        }
        if (!request.getMethod().getMethodString().equals("GET") || request.getProtocol() != Protocol.HTTP_1_1) {
            return HttpAnswer.text(400, "A WebSocket handshake is a GET of HTTP/1.1");
        }
        // More than one would let the origin rules look at one, and a proxy in front at another.
        if (headers.all("Host").size() > 1) {
            return HttpAnswer.text(400, "A request has one Host");
        }
        if (request.isChunked() || request.getContentLength() > 0) {
            return HttpAnswer.text(400, "A WebSocket handshake has no body");
        }
        if (!VERSION.equals(headers.first(HandshakeRequest.SEC_WEBSOCKET_VERSION))) {
            return HttpAnswer.text(
                    426,
                    "This server speaks WebSocket version 13",
                    Map.of(HandshakeRequest.SEC_WEBSOCKET_VERSION, VERSION, "Upgrade", "websocket"));
        }
        if (!isKey(headers.first(HandshakeRequest.SEC_WEBSOCKET_KEY))) {
            return HttpAnswer.text(400, "Sec-WebSocket-Key must be 16 bytes in Base64");
        }
        return null;
    }

    private static boolean isKey(@Nullable String key) {
        try {
            return key != null && Base64.getDecoder().decode(key).length == 16;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private NextAction handshake(
            FilterChainContext context, HttpContent content, HttpRequestPacket request, RequestHeaders headers) {
        ClientSocket socket = FrameFilter.socket(context);
        if (!socket.startUpgrade()) {
            return context.getStopAction();
        }
        TyrusUpgrade.Outcome outcome;
        try {
            outcome = decide(context, request, headers, socket);
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "A handshake failed", e);
            if (request.getResponse().isCommitted()) {
                socket.abort();
                socket.notUpgraded();
                return context.getStopAction();
            }
            outcome = new TyrusUpgrade.Failed(HttpAnswer.text(500, "Internal server error"));
        }
        if (outcome instanceof TyrusUpgrade.Upgraded upgraded) {
            socket.upgraded(upgraded.connection(), TyrusUpgrade.early(content));
            if (socket.isOpen()) {
                reuse(request);
            }
            return context.getStopAction();
        }
        NextAction action = answer(context, request, ((TyrusUpgrade.Failed) outcome).answer());
        socket.notUpgraded();
        return action;
    }

    /**
     * Gives a request back to Grizzly, for the next that this thread reads; it makes 8 KiB of objects for one otherwise. Nobody else may
     * have it: a connection that is upgraded has forgotten it, but one that another thread has closed meanwhile may be looking at it.
     */
    private static void reuse(HttpRequestPacket request) {
        // All that comes behind an upgrade is content to Grizzly.
        request.setExpectContent(false);
        request.getResponse().recycle();
        request.recycle();
    }

    private TyrusUpgrade.Outcome decide(
            FilterChainContext context, HttpRequestPacket request, RequestHeaders headers, ClientSocket socket) {
        HandshakeGate.Decision decision = gate.decide(describe(request, headers), socket);
        if (decision instanceof HandshakeGate.Refusal refusal) {
            return new TyrusUpgrade.Failed(HttpAnswer.of(refusal));
        }
        return tyrus.upgrade(context, request, headers, socket, (HandshakeGate.Admission) decision);
    }

    private static Handshake describe(HttpRequestPacket request, RequestHeaders headers) {
        return new Handshake(
                headers.all("Origin"), headers.first("Host"), request.isSecure(), request.getRemoteAddress());
    }

    private static NextAction answer(FilterChainContext context, HttpRequestPacket request, HttpAnswer answer) {
        WrittenResponse response = write(context, request, answer);
        if (response.isOut() || isLast(request)) {
            return context.getStopAction();
        }
        context.suspend();
        response.resumeWhenOut();
        return context.getSuspendAction();
    }

    /** Whether the connection ends behind the response. */
    private static boolean isLast(HttpRequestPacket request) {
        return request.isUpgrade() || !request.getProcessingState().isKeepAlive();
    }

    private static WrittenResponse write(FilterChainContext context, HttpRequestPacket request, HttpAnswer answer) {
        HttpResponsePacket response = request.getResponse();
        // Set for every request that asks for an upgrade, of whatever kind; this response is an ordinary one.
        request.setIgnoreContentModifiers(false);
        response.setProtocol(Protocol.HTTP_1_1);
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        if (PHRASES.containsKey(answer.status())) {
            response.setReasonPhrase(PHRASES.get(answer.status()));
        }
        response.setContentLength(answer.body().remaining());
        if (answer.headers().containsKey("Upgrade")) {
            // Grizzly takes such a response for the upgrade itself, and leaves its length out.
            response.getHeaders()
                    .setValue(Header.ContentLength)
                    .setString(Integer.toString(answer.body().remaining()));
        }
        boolean head = request.getMethod().getMethodString().equals("HEAD") || answer.status() == NOT_MODIFIED;
        HttpContent content = HttpContent.builder(response)
                .content(head ? Buffers.EMPTY_BUFFER : Buffers.wrap(context.getMemoryManager(), answer.body()))
                .last(true)
                .build();
        WrittenResponse written = new WrittenResponse(context);
        context.write(content, written);
        if (isLast(request)) {
            context.notifyDownstream(TlsFilter.LAST_RESPONSE);
        }
        context.notifyDownstream(HttpServerFilter.RESPONSE_COMPLETE_EVENT);
        return written;
    }
}
