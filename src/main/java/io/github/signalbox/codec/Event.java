package io.github.signalbox.codec;

import io.github.signalbox.json.JsonContent;

/**
 * A message that the server sends of its own accord.
 *
 * @param route what it is about
 * @param params what there is to say
 */
public record Event(String route, JsonContent params) implements Outgoing {}
