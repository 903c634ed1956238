package org.emcc.architecture.bad.core.session;

import org.emcc.architecture.bad.core.id.Name;

/** Breaks nothing: this arrow points down. */
public record Session(Name name) {}
