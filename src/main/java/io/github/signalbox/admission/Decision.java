package io.github.signalbox.admission;

/**
 * What {@link Admission} says to a handshake.
 */
public sealed interface Decision permits Admitted, Refusal {}
