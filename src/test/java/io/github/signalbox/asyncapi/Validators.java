package io.github.signalbox.asyncapi;

import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;

/** Validators of JSON by a schema. */
final class Validators {

    private Validators() {}

    /** For schemas that refer to {@code components}, which draft 7 does not know. */
    static JsonSchemaFactory draft7() {
        JsonMetaSchema schemas = JsonMetaSchema.builder(JsonMetaSchema.getV7())
                .keyword(new NonValidationKeyword("components"))
                .build();
        return JsonSchemaFactory.builder()
                .metaSchema(schemas)
                .defaultMetaSchemaIri(schemas.getIri())
                .build();
    }
}
