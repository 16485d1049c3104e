package io.github.signalbox.cdi;

import io.github.signalbox.config.Settings;
import java.lang.System.Logger;

/**
 * What the standalone server was told by hand. It brings this as a bean; where there is none, configuration decides.
 *
 * @param settings the limits
 * @param logger for people
 */
public record Given(Settings settings, Logger logger) {}
