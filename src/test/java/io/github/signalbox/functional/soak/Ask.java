package io.github.signalbox.functional.soak;

import java.util.List;
import java.util.Random;

/** What a client asks for, where nothing comes of it but an answer. */
enum Ask {
    ECHO("it.echo"),
    ECHO_BLOCKING("it.echoBlocking"),
    PERSON("it.person") {
        @Override
        Request request(Tag tag, Random random) {
            return succeeds("{\"age\":" + tag.number() + ",\"name\":\"" + tag.client() + tag.pad() + "\"}");
        }
    },
    LATER("soak.later") {
        @Override
        Request request(Tag tag, Random random) {
            return takesTime(tag, random.nextInt(40));
        }
    },
    HOLD("soak.hold") {
        @Override
        Request request(Tag tag, Random random) {
            return takesTime(tag, random.nextInt(15));
        }
    },
    TOLD("it.told") {
        @Override
        Request request(Tag tag, Random random) {
            String msg = tag.client() + "-" + tag.number();
            return new Request(route(), "\"" + msg + "\"", Outcome.failure(1, msg));
        }
    },
    UNFIT("it.int") {
        @Override
        Request request(Tag tag, Random random) {
            return new Request(
                    route(),
                    "null",
                    new Outcome(422, "Params do not fit", "[{\"field\":\"\",\"message\":\"must not be null\"}]"));
        }
    },
    THROWN("it.throw") {
        @Override
        Request request(Tag tag, Random random) {
            return new Request(route(), "\"error\"", Outcome.failure(1, "Handler failed"));
        }
    },
    UNKNOWN("soak.unknown") {
        @Override
        Request request(Tag tag, Random random) {
            return new Request(route(), tag.json(), Outcome.failure(1, "Handler not found"));
        }
    };

    /**
     * What is sent, and what comes of it.
     *
     * @param params JSON text
     */
    record Request(String route, String params, Outcome outcome) {}

    /**
     * Makes every request of every client different, and so its answer.
     *
     * @param pad needs no escape in JSON
     */
    record Tag(int client, long number, String pad) {

        String json() {
            return "{\"client\":" + client + ",\"number\":" + number + ",\"pad\":\"" + pad + "\"}";
        }
    }

    /** What is not a request at all. */
    private static final List<String> GARBAGE = List.of(
            "",
            "{",
            "null",
            "[1,2]",
            "\"text\"",
            "{\"Route\":}",
            "{\"Route\":7}",
            "{\"Params\":1}",
            "{\"Route\":\"it.echo\"} {",
            "{\"Route\":\"it.echo\",\"Params\":[}",
            "{\"Route\":\"it.echo\",\"Id\":1.5}",
            "{\"Route\":\"it.echo\",\"Params\":\"\\x\"}",
            "[".repeat(2000));

    private final String route;

    Ask(String route) {
        this.route = route;
    }

    String route() {
        return route;
    }

    /** One of these requests. */
    Request request(Tag tag, Random random) {
        return succeeds(tag.json());
    }

    /** A text that is answered as invalid. */
    static String garbage(Random random) {
        return GARBAGE.get(random.nextInt(GARBAGE.size()));
    }

    Request succeeds(String params) {
        return new Request(route, params, Outcome.success(params));
    }

    Request takesTime(Tag tag, int millis) {
        return new Request(
                route, "{\"millis\":" + millis + ",\"result\":" + tag.json() + "}", Outcome.success(tag.json()));
    }
}
