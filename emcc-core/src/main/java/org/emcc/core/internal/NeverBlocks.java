package org.emcc.core.internal;

/** Marks the ports of our own that answer from memory: their calls need no deadline. */
public interface NeverBlocks {}
