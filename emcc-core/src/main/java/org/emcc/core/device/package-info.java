/**
 * Phones, device profiles, device pools, base devices and the EMCC template, as the administrator configures them.
 */
@NullMarked
package org.emcc.core.device;

import org.jspecify.annotations.NullMarked;
