package org.emcc.architecture.bad.core.internal;

/** Breaks nothing: every module may use it. */
public record Shared(String text) {}
