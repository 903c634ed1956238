/**
 * Explores the login of two clusters, state by state: the real shells over doubles of the world, every order of events within
 * bounds, and the ten invariants of the design checked on the way.
 */
@NullMarked
package org.emcc.model;

import org.jspecify.annotations.NullMarked;
