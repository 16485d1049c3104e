package io.github.signalbox.standalone;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;

/** Hides the bean archives of the class path, of which the other tests' beans are one, behind one that a test lays out. */
final class OneArchive extends URLClassLoader {

    private static final String BEANS =
            "<beans xmlns='https://jakarta.ee/xml/ns/jakartaee' version='4.0' bean-discovery-mode='annotated'/>";

    private OneArchive(URL archive) {
        super(new URL[] {archive}, OneArchive.class.getClassLoader());
    }

    /** An archive with these classes, the directory being empty before. */
    static OneArchive of(Path archive, Class<?>... classes) throws IOException {
        Files.createDirectories(archive.resolve("META-INF"));
        Files.writeString(archive.resolve("META-INF/beans.xml"), BEANS);
        for (Class<?> type : classes) {
            String name = type.getName().replace('.', '/') + ".class";
            Files.createDirectories(archive.resolve(name).getParent());
            try (var in = type.getClassLoader().getResourceAsStream(name)) {
                Files.copy(in, archive.resolve(name));
            }
        }
        return new OneArchive(archive.toUri().toURL());
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return name.equals("META-INF/beans.xml") ? findResources(name) : super.getResources(name);
    }
}
