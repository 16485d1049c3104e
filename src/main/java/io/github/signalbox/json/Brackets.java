package io.github.signalbox.json;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Which brackets are open in a JSON text, a bit for each: braces or square ones. Not thread-safe. */
final class Brackets {

    /** How many of them need no memory of their own: more than any sensible message has. */
    private static final int SHALLOW = Long.SIZE;

    private int depth;
    private long shallow;
    private @Nullable BitSet deep;

    int depth() {
        return depth;
    }

    void push(boolean brace) {
        int level = depth++;
        if (level >= SHALLOW) {
            deep().set(level, brace);
        } else if (brace) {
            shallow |= 1L << level;
        } else {
            shallow &= ~(1L << level);
        }
    }

    void pop() {
        depth--;
    }

    /** Whether the innermost is a brace. */
    boolean isBrace() {
        int level = depth - 1;
        return level < SHALLOW ? (shallow >>> level & 1) != 0 : deep().get(level);
    }

    private BitSet deep() {
        BitSet bits = deep;
        if (bits == null) {
            bits = new BitSet();
            deep = bits;
        }
        return bits;
    }
}
