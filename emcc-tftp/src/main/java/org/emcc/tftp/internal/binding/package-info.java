/** What JAXB reads and writes: the smaller phone files. Opened to JAXB, seen by nobody else. */
@NullMarked
package org.emcc.tftp.internal.binding;

import org.jspecify.annotations.NullMarked;
