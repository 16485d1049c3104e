package io.github.signalbox.standalone.socket;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves what lies below {@code META-INF/resources} on the class path, as a servlet container does. For the few small files of
 * a test page: no ranges, no compression, no validators, and every file is read anew.
 */
final class ClassPathPages {

    private static final String ROOT = "META-INF/resources";
    /**
     * Segments that begin with a dot are neither hidden files nor a way up, because none is accepted. Possessive: a group that
     * could be given back takes stack for every segment, of which a client may send thousands.
     */
    private static final Pattern PATH = Pattern.compile("/|(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*+)++/?");

    private static final String UNKNOWN_TYPE = "application/octet-stream";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("ts", "text/plain; charset=utf-8"),
            Map.entry("json", "application/json; charset=utf-8"),
            Map.entry("map", "application/json; charset=utf-8"),
            Map.entry("svg", "image/svg+xml; charset=utf-8"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("webmanifest", "application/manifest+json; charset=utf-8"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"));

    private final ClassLoader loader;
    private final Map<String, MadePage> made;

    /** With pages by their paths, for which no file is found. */
    ClassPathPages(ClassLoader loader, Map<String, MadePage> made) {
        this.loader = loader;
        this.made = Map.copyOf(made);
    }

    /**
     * Answers a request that is no WebSocket handshake.
     *
     * @param path as in the request line, without the query
     * @param ifNoneMatch a header of the request; null if it has none
     */
    HttpAnswer answer(String method, String path, @Nullable String ifNoneMatch) {
        MadePage page = made.get(path);
        if (page != null && loader.getResource(ROOT + path) == null) {
            return HttpAnswer.of(page.answer(method, ifNoneMatch));
        }
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return HttpAnswer.text(405, "Method not allowed", Map.of("Allow", "GET, HEAD"));
        }
        if (!PATH.matcher(path).matches()) {
            return notFound();
        }
        String name = ROOT + path + (path.endsWith("/") ? "index.html" : "");
        URL file = loader.getResource(name);
        if (file == null || isDirectory(file, name)) {
            return notFound();
        }
        try {
            return new HttpAnswer(
                    200,
                    Map.of(
                            "Content-Type",
                            type(name),
                            "Cache-Control",
                            "no-cache",
                            "X-Content-Type-Options",
                            "nosniff"),
                    content(file));
        } catch (IOException e) {
            System.getLogger(ClassPathPages.class.getName()).log(System.Logger.Level.WARNING, "Cannot read " + name, e);
            return HttpAnswer.text(500, "Internal server error");
        }
    }

    /** A directory is a resource, too; its content would be a listing. */
    private boolean isDirectory(URL file, String name) {
        if (!file.getProtocol().equals("file")) {
            return loader.getResource(name + "/") != null;
        }
        try {
            return Files.isDirectory(Path.of(file.toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("A class loader found " + file, e);
        }
    }

    private static HttpAnswer notFound() {
        return HttpAnswer.text(404, "Not found");
    }

    private static String type(String name) {
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), UNKNOWN_TYPE);
    }

    private static ByteBuffer content(URL file) throws IOException {
        URLConnection connection = file.openConnection();
        // A cached JarFile would stay open, and stale, after the jar was replaced.
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            return ByteBuffer.wrap(in.readAllBytes());
        }
    }
}
