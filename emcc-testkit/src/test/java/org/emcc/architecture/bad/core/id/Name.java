package org.emcc.architecture.bad.core.id;

/** Breaks nothing; what the others use. */
public record Name(String value) {}
