/** A headless browser, for tests of the pages that this SDK makes. */
@NullMarked
package org.emcc.browser;

import org.jspecify.annotations.NullMarked;
