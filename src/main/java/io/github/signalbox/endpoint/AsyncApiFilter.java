package io.github.signalbox.endpoint;

import io.github.signalbox.asyncapi.Answer;
import io.github.signalbox.asyncapi.AsyncApi;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.channels.Channels;

/**
 * Serves the AsyncAPI document where that is switched on; elsewhere it is not there at all. A file of that name that the application
 * brings is served in its place. The container finds this in the jar, and its security constraints come first.
 */
@WebFilter(urlPatterns = AsyncApi.PATH, asyncSupported = true)
public class AsyncApiFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** For the container. */
    public AsyncApiFilter() {}

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        AsyncApi described = CDI.current().select(AsyncApi.class).get();
        if (described == null || getServletContext().getResource(AsyncApi.PATH) != null) {
            chain.doFilter(request, response);
            return;
        }
        Answer answer =
                described.answer(request.getMethod(), request.getHeader("If-None-Match"), title(getServletContext()));
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        if (answer.status() == HttpServletResponse.SC_NOT_MODIFIED) {
            return;
        }
        response.setContentLength(answer.body().remaining());
        if (!request.getMethod().equals("HEAD")) {
            Channels.newChannel(response.getOutputStream()).write(answer.body());
        }
    }

    /** The name that the application's descriptor gives it, or that of its context root. */
    private static String title(ServletContext application) {
        String name = application.getServletContextName();
        if (name != null && !name.isBlank()) {
            return name;
        }
        String path = application.getContextPath();
        return path.length() > 1 ? path.substring(1) : AsyncApi.UNTITLED;
    }
}
