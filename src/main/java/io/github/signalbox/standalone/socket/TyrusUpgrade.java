package io.github.signalbox.standalone.socket;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.tyrus.core.RequestContext;
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
    private final URI uri;

    /** @param path the endpoint's, for which all that are upgraded have asked */
    TyrusUpgrade(WebSocketEngine engine, String path) {
        this.engine = engine;
        this.uri = URI.create(path);
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
            RequestHeaders headers,
            ClientSocket socket,
            HandshakeGate.Admission admission) {
        UpgradeResponse response = new TyrusAnswer();
        UpgradeInfo[] info = new UpgradeInfo[1];
        boolean upgraded = false;
        try {
            admission.during(() -> info[0] = engine.upgrade(describe(request, headers), response));
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
        from.getHeaders().forEach((name, values) -> response.setHeader(name, one(values)));
        context.write(HttpContent.builder(response).build(), new EmptyCompletionHandler<WriteResult>() {
            @Override
            public void completed(WriteResult result) {
                frames.begin();
            }
        });
    }

    private static String one(List<String> values) {
        return values.size() == 1 ? values.get(0) : Utils.getHeaderFromList(values);
    }

    private RequestContext describe(HttpRequestPacket request, RequestHeaders headers) {
        String query = UriText.legal(request.getQueryString());
        RequestContext described = RequestContext.Builder.create()
                .requestURI(uri)
                .queryString(query)
                .parameterMap(UriText.parameters(query))
                .secure(request.isSecure())
                .remoteAddr(request.getRemoteAddress())
                .serverAddr(request.getLocalAddress())
                .serverPort(request.getLocalPort())
                .build();
        headers.forEach((name, value) -> {
            if (!isForTyrus(name)) {
                described.getHeaders().merge(name, values(value.trim()), TyrusUpgrade::joined);
            }
        });
        return described;
    }

    /** As Tyrus would cut it, which copies it three times even if there is nothing to cut. */
    private static List<String> values(String value) {
        if (value.isEmpty() || value.indexOf(',') >= 0 || value.indexOf('"') >= 0) {
            return Utils.parseHeaderValue(value);
        }
        List<String> values = new ArrayList<>(1);
        values.add(value);
        return values;
    }

    /** Tracing and cluster headers: a client could have warnings logged, or pose as another connection. */
    private static boolean isForTyrus(String name) {
        return startsWith(name, "x-tyrus-") || startsWith(name, "tyrus-");
    }

    private static boolean startsWith(String name, String prefix) {
        return name.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    private static List<String> joined(List<String> first, List<String> second) {
        first.addAll(second);
        return first;
    }
}
