/** Shared by the packages of this module: the loop that runs sockets and timers for the server and the client. */
@NullMarked
package org.emcc.tftp.internal;

import org.jspecify.annotations.NullMarked;
