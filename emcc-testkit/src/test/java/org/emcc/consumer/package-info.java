/** A new user's project, written from the README and built against the jars alone. */
package org.emcc.consumer;
