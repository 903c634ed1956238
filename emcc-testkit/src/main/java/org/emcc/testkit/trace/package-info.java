/**
 * What happened in a lab, step by step: one event model, and its renderings as text, as a Mermaid sequence diagram
 * and as a page for a browser.
 */
@NullMarked
package org.emcc.testkit.trace;

import org.jspecify.annotations.NullMarked;
