package io.github.signalbox.admission;

/**
 * The client may connect.
 *
 * @param lease its place among the connections; whoever gets it answers for it
 */
public record Admitted(Lease lease) implements Decision {}
