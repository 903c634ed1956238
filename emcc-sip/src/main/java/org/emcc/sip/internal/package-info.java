/** What several packages of this module share; not exported. */
@NullMarked
package org.emcc.sip.internal;

import org.jspecify.annotations.NullMarked;
