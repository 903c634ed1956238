package org.emcc.architecture.bad.habits;

import java.io.IOException;
import java.util.Optional;

/** Signatures that users would curse, and two that are well. */
@SuppressWarnings({"unused", "UnusedVariable", "OptionalUsedAsFieldOrParameterType"})
public final class Signatures {
    private final Optional<String> kept = Optional.empty();

    /** Takes an Optional. */
    public void takes(Optional<String> text) {}

    /** Throws what a caller must catch. */
    public void throwsChecked() throws StrayException {}

    /** Well: a stream may fail so. */
    public void throwsIo() throws IOException {}

    /** Well: returned. */
    public Optional<String> returns() {
        return kept;
    }
}
