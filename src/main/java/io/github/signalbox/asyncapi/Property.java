package io.github.signalbox.asyncapi;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.classmate.members.ResolvedMember;
import java.lang.reflect.AnnotatedElement;
import org.jspecify.annotations.Nullable;

/**
 * A member of the JSON object that JSON-B makes of an object, or an object of.
 *
 * @param name in JSON
 * @param type of the Java property
 * @param member the field or getter that has it; null where there is only a setter or a creator's parameter
 * @param customized where an annotation that changes its form may stand: what is read or written, then the field; all are looked at
 * @param readable whether it is written into JSON
 * @param writable whether it is taken from JSON
 * @param required whether a creator needs it
 */
record Property(
        String name,
        ResolvedType type,
        @Nullable ResolvedMember<?> member,
        Iterable<AnnotatedElement> customized,
        boolean readable,
        boolean writable,
        boolean required) {}
