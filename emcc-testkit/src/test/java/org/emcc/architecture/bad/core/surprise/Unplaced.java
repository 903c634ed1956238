package org.emcc.architecture.bad.core.surprise;

/** In a package of the core that the design does not know. */
final class Unplaced {}
