package org.emcc.architecture.bad.core.id.far.away;

/** Three packages below the root of its module. */
final class Deep {}
