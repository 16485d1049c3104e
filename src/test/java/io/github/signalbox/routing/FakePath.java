package io.github.signalbox.routing;

import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a constraint is broken, as Jakarta Validation tells it. */
record FakePath(List<Node> nodes) implements Path {

    /** A step of it. */
    record Node(ElementKind kind, String name) implements Path.Node {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isInIterable() {
            return false;
        }

        @Override
        public @Nullable Integer getIndex() {
            return null;
        }

        @Override
        public @Nullable Object getKey() {
            return null;
        }

        @Override
        public ElementKind getKind() {
            return kind;
        }

        @Override
        public <T extends Path.Node> T as(Class<T> nodeType) {
            throw new ClassCastException(nodeType.getName());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // an Iterator only gives
    public Iterator<Path.Node> iterator() {
        return (Iterator) nodes.iterator();
    }
}
