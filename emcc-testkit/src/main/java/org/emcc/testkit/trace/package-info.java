/**
 * What happened in a lab, step by step: one event model, and its renderings as text and as a Mermaid sequence diagram.
 */
@NullMarked
package org.emcc.testkit.trace;

import org.jspecify.annotations.NullMarked;
