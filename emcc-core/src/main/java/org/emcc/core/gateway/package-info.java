/**
 * Ports to the world: the other clusters, the phones and their files, the PINs, the applications, the logins within this cluster,
 * time, and whoever listens.
 */
@NullMarked
package org.emcc.core.gateway;

import org.jspecify.annotations.NullMarked;
