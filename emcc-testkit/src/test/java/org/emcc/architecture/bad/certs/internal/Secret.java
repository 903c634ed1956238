package org.emcc.architecture.bad.certs.internal;

/** Internal to one module. */
public record Secret(String text) {}
