/** The listings of the README, compiled and run. */
package org.emcc.examples;
