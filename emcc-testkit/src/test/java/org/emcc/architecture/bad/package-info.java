/** A small product in which everything is wrong on purpose: what the rules must object to. */
package org.emcc.architecture.bad;
