package io.github.signalbox.functional.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The configuration of GlassFish or Payara, which as shipped listens at every address of the machine, and at many ports. */
record DomainFile(Path file, Document document) {

    /** As the server would call it by itself, so that an operator's commands find it. */
    private static final String JMS_HOST = "default_JMS_host";

    static DomainFile read(Path file) throws IOException {
        try {
            return new DomainFile(
                    file,
                    DocumentBuilderFactory.newDefaultInstance()
                            .newDocumentBuilder()
                            .parse(file.toFile()));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("Cannot read " + file, e);
        }
    }

    /** Leaves HTTP and the administration, at one address, and closes everything else: HTTPS, IIOP, JMX, JMS, the data grid. */
    void listenOnlyAt(String address, int httpPort, int adminPort) throws IOException {
        Map<String, Integer> ports = Map.of("http-listener-1", httpPort, "admin-listener", adminPort);
        all("network-listener").forEach(listener -> {
            Integer port = ports.get(listener.getAttribute("name"));
            listener.setAttribute("address", address);
            if (port == null) {
                listener.setAttribute("enabled", "false");
            } else {
                listener.setAttribute("port", port.toString());
            }
        });
        Stream.of("iiop-listener", "jmx-connector", "hazelcast-config-specific-configuration")
                .flatMap(this::all)
                .forEach(service -> service.setAttribute("enabled", "false"));
        // Where the file says nothing about JMS, a port waits for the first client to start the broker.
        all("config")
                .filter(config -> config.getAttribute("name").equals("server-config"))
                .forEach(config -> config.appendChild(noMessaging()));
        try {
            TransformerFactory.newDefaultInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(file.toFile()));
        } catch (TransformerException e) {
            throw new IOException("Cannot write " + file, e);
        }
    }

    private Element noMessaging() {
        Element service = document.createElement("jms-service");
        service.setAttribute("type", "DISABLED");
        service.setAttribute("default-jms-host", JMS_HOST);
        Element host = document.createElement("jms-host");
        host.setAttribute("name", JMS_HOST);
        host.setAttribute("lazy-init", "false");
        service.appendChild(host);
        return service;
    }

    private Stream<Element> all(String name) {
        NodeList found = document.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
    }
}
