/**
 * What a login is: the messages between the clusters, the states and events of both sessions, the temporary device with the
 * origin of each attribute, and the catalogue of error codes.
 *
 * <p>Start with {@link org.emcc.core.session.LoginRequest} and {@link org.emcc.core.session.LoginOutcome}.
 */
@NullMarked
package org.emcc.core.session;

import org.jspecify.annotations.NullMarked;
