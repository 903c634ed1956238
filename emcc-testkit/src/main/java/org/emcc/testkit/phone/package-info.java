/**
 * A desk phone in software: it does over sockets what a desk phone does.
 *
 * <p>Start with {@link org.emcc.testkit.phone.VirtualPhone}.
 */
@NullMarked
package org.emcc.testkit.phone;

import org.jspecify.annotations.NullMarked;
