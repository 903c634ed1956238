/** What several packages of this module share; not exported. */
@org.jspecify.annotations.NullMarked
package org.emcc.certs.internal;
