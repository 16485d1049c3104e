package io.github.signalbox.codec;

/** One message to a client. Written by {@link EnvelopeEncoder}. */
public sealed interface Outgoing permits Answer, Event {}
