package io.github.signalbox.asyncapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.ValidationMessage;
import java.util.Set;

/** A document as it was served, to hold messages against. */
public final class ReadDocument {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonNode document;

    private ReadDocument(JsonNode document) {
        this.document = document;
    }

    public static ReadDocument of(String text) throws JsonProcessingException {
        return new ReadDocument(MAPPER.readTree(text));
    }

    /** What is there; a missing node if nothing is. */
    public JsonNode at(String pointer) {
        return document.at(pointer);
    }

    /** What is wrong with a text by what a message says; empty if nothing is. */
    public Set<ValidationMessage> problems(String message, String json) throws JsonProcessingException {
        JsonNode payload = document.at("/channels/ws/messages").path(message).path("payload");
        if (payload.isMissingNode()) {
            throw new AssertionError("There is no message " + message);
        }
        ObjectNode schema = MAPPER.createObjectNode();
        schema.putArray("allOf").add(payload);
        schema.set("components", document.path("components"));
        return Validators.draft7().getSchema(schema).validate(MAPPER.readTree(json));
    }
}
