package org.emcc.architecture.bad.tftp;

import org.emcc.architecture.bad.certs.internal.Secret;
import org.emcc.architecture.bad.core.internal.Shared;

/** Knows a module that it must not know, and that module's internals on top. */
record Nosy(Secret secret, Shared shared) {}
