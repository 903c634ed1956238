/**
 * Runs the conformance scripts: one text file for each documented behaviour, readable without Java, run against the real shells in one
 * process and against the socket lab. {@link org.emcc.conformance.ConformanceTest} runs them, and writes {@code target/conformance.html}.
 */
@NullMarked
package org.emcc.conformance;

import org.jspecify.annotations.NullMarked;
