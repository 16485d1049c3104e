package io.github.signalbox.codec;

/**
 * A message that the server sends of its own accord.
 *
 * @param route what it is about
 * @param params JSON text
 */
public record Event(String route, String params) implements Outgoing {}
