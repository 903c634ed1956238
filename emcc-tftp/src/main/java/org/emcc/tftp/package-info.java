/** What every package of this module shares: the one exception that its readers throw. */
@NullMarked
package org.emcc.tftp;

import org.jspecify.annotations.NullMarked;
