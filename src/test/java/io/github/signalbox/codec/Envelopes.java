package io.github.signalbox.codec;

import io.github.signalbox.json.JsonOutput;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Texts to start from. */
final class Envelopes {

    /** Valid requests of every kind. */
    static final List<String> SAMPLES = List.of(
            "{\"Route\":\"echo\"}",
            "{\"Route\":\"chat.say\",\"Params\":{\"text\":\"Hello, Ada!\"},\"Id\":7}",
            "{\"ID\":\"a\\u0062\",\"params\":[1,-2.5e+3,true,false,null,\"\\n\\\"\"],\"route\":\"\\u0065cho\"}",
            " { \"\\u0052oute\" : \"é😀\" , \"Other\" : { \"Route\" : [ [ ] , { } ] } , \"Id\" : -9007199254740991 } ",
            "{\"Id\":null,\"Route\":1,\"Params\":\"x\",\"Route\":\"r\",\"Params\":0,\"Id\":0}");

    private Envelopes() {}

    /** A string as the server writes it. */
    static String quote(String value) {
        return new String(JsonOutput.bytes(out -> out.string(value)), StandardCharsets.UTF_8);
    }

    /** A value with so many levels of arrays and objects, by turns. */
    static String nested(int levels) {
        var open = new StringBuilder();
        var close = new StringBuilder();
        for (int level = 0; level < levels; level++) {
            boolean object = level % 3 == 0 && level + 1 < levels;
            open.append(object ? "{\"a\":" : "[");
            close.append(object ? '}' : ']');
        }
        return open.append(close.reverse()).toString();
    }
}
