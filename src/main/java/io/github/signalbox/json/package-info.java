/**
 * JSON text, read in place and written once: what the envelope is read with, and a JSON-P for the application's JSON-B that works on
 * the text of a message instead of on copies of it. Imports nothing of Signalbox; every package on a higher floor may import it.
 */
@NullMarked
package io.github.signalbox.json;

import org.jspecify.annotations.NullMarked;
