package io.github.signalbox.codec;

import io.github.signalbox.bench.ShortBenchmark;
import io.github.signalbox.json.JsonContent;
import org.openjdk.jmh.annotations.Benchmark;

/** What one message costs the codec, without the binding of its Params. */
public class EnvelopeBenchmark extends ShortBenchmark {

    private static final int KIBIBYTE = 1024;

    private final EnvelopeDecoder decoder = new EnvelopeDecoder();
    private final EnvelopeEncoder encoder = new EnvelopeEncoder();

    private final String small = "{\"Route\":\"chat.say\",\"Params\":{\"text\":\"Hello, Ada!\"},\"Id\":1234}";
    private final String structured = "{\"Route\":\"chat.say\",\"Params\":[" + objects(4 * KIBIBYTE) + "],\"Id\":1234}";
    private final String oneString =
            "{\"Route\":\"chat.say\",\"Params\":\"" + "x".repeat(4 * KIBIBYTE) + "\",\"Id\":1234}";
    private final String nonLatin = small.replace("Ada", "Ада");

    private final Answer answer = Answer.success("1234", JsonContent.of("{\"message\":\"Hello, Ada!\"}"));
    private final Answer largeAnswer = Answer.success("1234", JsonContent.of("\"" + "x".repeat(4 * KIBIBYTE) + "\""));
    private final Answer failure = Answer.failure("1234", 1, "Handler \"failed\"");

    private static String objects(int length) {
        var out = new StringBuilder("{}");
        while (out.length() < length) {
            out.append(",{\"name\":\"Ada\",\"born\":1815,\"tags\":[true,null,\"\\u0041\"]}");
        }
        return out.toString();
    }

    /** A usual request: about 60 characters. */
    @Benchmark
    public Request decodeSmall() {
        return decoder.decode(small);
    }

    /** The same, with characters that take two bytes in memory. */
    @Benchmark
    public Request decodeSmallNonLatin() {
        return decoder.decode(nonLatin);
    }

    /** 4 KiB of objects and arrays. */
    @Benchmark
    public Request decodeStructured() {
        return decoder.decode(structured);
    }

    /** 4 KiB in one string. */
    @Benchmark
    public Request decodeOneString() {
        return decoder.decode(oneString);
    }

    /** A usual answer. */
    @Benchmark
    public String encodeSmall() {
        return encoder.encode(answer);
    }

    /** A usual answer, its bytes counted. */
    @Benchmark
    public EncodedMessage encodeAndCountSmall() {
        return EnvelopeEncoder.encoded(answer);
    }

    /** An answer of 4 KiB. */
    @Benchmark
    public String encodeLarge() {
        return encoder.encode(largeAnswer);
    }

    /** A message that needs escapes. */
    @Benchmark
    public String encodeFailure() {
        return encoder.encode(failure);
    }
}
