package io.github.signalbox.standalone.socket;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.tyrus.core.RequestContext;
import org.glassfish.tyrus.core.TyrusUpgradeResponse;
import org.glassfish.tyrus.core.Utils;
import org.glassfish.tyrus.spi.Connection;
import org.glassfish.tyrus.spi.UpgradeResponse;
import org.glassfish.tyrus.spi.WebSocketEngine;
import org.glassfish.tyrus.spi.WebSocketEngine.UpgradeInfo;
import org.glassfish.tyrus.spi.WebSocketEngine.UpgradeStatus;

/** Tyrus' part of an admitted handshake, and the 101. */
final class TyrusUpgrade {

    private static final int SWITCHING_PROTOCOLS = 101;

    private final WebSocketEngine engine;

    TyrusUpgrade(WebSocketEngine engine) {
        this.engine = engine;
    }

    /** What came of it. */
    sealed interface Outcome permits Upgraded, Failed {}

    /** The 101 is written and {@code @OnOpen} has returned. */
    record Upgraded(Connection connection) implements Outcome {}

    /** There is no session; nothing is written yet. */
    record Failed(HttpAnswer answer) implements Outcome {}

    Outcome upgrade(
            FilterChainContext context,
            HttpRequestPacket request,
            ClientSocket socket,
            HandshakeGate.Admission admission) {
        UpgradeResponse response = new TyrusUpgradeResponse();
        UpgradeInfo[] info = new UpgradeInfo[1];
        boolean upgraded = false;
        try {
            admission.during(() -> info[0] = engine.upgrade(describe(request), response));
            // Tyrus opens a session after some other statuses, too, if a Configurator sets them.
            upgraded = info[0] != null
                    && info[0].getStatus() == UpgradeStatus.SUCCESS
                    && response.getStatus() == SWITCHING_PROTOCOLS;
        } finally {
            if (!upgraded) {
                admission.notUpgraded();
            }
        }
        if (!upgraded) {
            return new Failed(refusal(response));
        }
        switchProtocols(context, request, response, socket.writer());
        return new Upgraded(info[0].createConnection(socket.writer(), reason -> socket.abort()));
    }

    /** What the client sent behind its request, without waiting for the answer. A copy: the original goes with the request. */
    static ByteBuffer early(HttpContent content) {
        byte[] bytes = new byte[content.getContent().remaining()];
        content.getContent().get(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private static HttpAnswer refusal(UpgradeResponse response) {
        int status = response.getStatus() < 400 ? 400 : response.getStatus();
        return HttpAnswer.text(status, status == 403 ? "Forbidden" : "The WebSocket handshake failed");
    }

    @SuppressWarnings("rawtypes") // as Grizzly declares it
    private static void switchProtocols(
            FilterChainContext context, HttpRequestPacket request, UpgradeResponse from, FrameWriter frames) {
        HttpResponsePacket response = request.getResponse();
        response.setProtocol(Protocol.HTTP_1_1);
        response.setStatus(SWITCHING_PROTOCOLS);
        response.setReasonPhrase("Switching Protocols");
        from.getHeaders().forEach((name, values) -> response.setHeader(name, Utils.getHeaderFromList(values)));
        context.write(HttpContent.builder(response).build(), new EmptyCompletionHandler<WriteResult>() {
            @Override
            public void completed(WriteResult result) {
                frames.begin();
            }
        });
    }

    private static RequestContext describe(HttpRequestPacket request) {
        String query = UriText.legal(request.getQueryString());
        RequestContext described = RequestContext.Builder.create()
                .requestURI(URI.create(request.getRequestURI()))
                .queryString(query)
                .parameterMap(UriText.parameters(query))
                .secure(request.isSecure())
                .remoteAddr(request.getRemoteAddress())
                .serverAddr(request.getLocalAddress())
                .serverPort(request.getLocalPort())
                .build();
        for (String name : request.getHeaders().names()) {
            if (isForTyrus(name)) {
                continue;
            }
            for (String value : request.getHeaders().values(name)) {
                List<String> values = Utils.parseHeaderValue(value.trim());
                described.getHeaders().merge(name, values, TyrusUpgrade::joined);
            }
        }
        return described;
    }

    /** Tracing and cluster headers: a client could have warnings logged, or pose as another connection. */
    private static boolean isForTyrus(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("x-tyrus-") || lower.startsWith("tyrus-");
    }

    private static List<String> joined(List<String> first, List<String> second) {
        first.addAll(second);
        return first;
    }
}
