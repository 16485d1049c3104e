package io.github.signalbox.standalone.socket;

import java.io.IOException;

/** The server cannot listen where it was told to. The message says why and what to write instead. */
public final class ListenException extends IOException {

    private static final long serialVersionUID = 1L;

    ListenException(String message, Throwable cause) {
        super(message, cause);
    }
}
